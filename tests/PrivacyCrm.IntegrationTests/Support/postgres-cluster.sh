#!/bin/sh
# Starts a throw-away PostgreSQL cluster: postgres-cluster.sh BIN_DIRECTORY PORT [PRIMARY_PORT [SETTINGS [DIRECTORY]]]
# With the port of another one it becomes its streaming standby.
# Prints "ready" once it accepts connections on 127.0.0.1 (user crm, no password), and removes it again when standard
# input closes. That happens however the caller ends, so a killed test run leaves neither a server nor files behind.
# SETTINGS ("-c name=value ...") stand instead of those that give up durability. A cluster in DIRECTORY stays there and is used again.
set -eu

bin=$1
port=$2
primary=${3:-}
# Nothing outlives the run, so nothing has to reach the disk.
settings=${4:--c fsync=off -c synchronous_commit=off -c full_page_writes=off}
kept=${5:-}
home=${kept:-$(mktemp -d /tmp/privacycrm-postgres.XXXXXX)}
mkdir -p "$home"
remove() {
    cd /
    [ -n "$kept" ] || rm -rf "$home"
}
trap 'cat "$home/log" >&2 2>/dev/null; remove' EXIT

# PostgreSQL refuses to run as root: hand the directory to a user who may.
as=
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    chown "$user" "$home"
    if command -v setpriv >/dev/null; then
        as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups --"
    else
        as="runuser -u $user --"
    fi
fi

initdb() {
    # shellcheck disable=SC2086
    $as "$bin/initdb" -D "$home/data" -U crm -A trust -E UTF8 --locale=C --no-sync "$@" >"$home/log" 2>&1 </dev/null
}

# Where the build can, text sorts as people do: a column that forgot to ask for the C collation then shows.
cd "$home"
if [ -n "$primary" ]; then
    # It stays where it was installed, when the others are linked to from elsewhere.
    # shellcheck disable=SC2086
    $as "$(dirname "$(readlink -f "$bin/initdb")")/pg_basebackup" -h 127.0.0.1 -p "$primary" -U crm -D "$home/data" -R -X stream --checkpoint=fast --no-sync >"$home/log" 2>&1 </dev/null
elif [ ! -s "$home/data/PG_VERSION" ]; then
    initdb --locale-provider=icu --icu-locale=en-US || initdb
fi

# shellcheck disable=SC2086
$as "$bin/pg_ctl" -D "$home/data" -l "$home/data/server.log" -w -t 60 -o "\
    -c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$home -c max_connections=300 $settings" start >>"$home/log" 2>&1 </dev/null ||
    { cat "$home/data/server.log" >>"$home/log"; exit 1; }

# The keeper: a process of its own, so that it outlives this script and a caller that is killed.
exec 3<&0
trap - EXIT
(
    trap '' INT TERM HUP
    while read -r _ <&3; do :; done
    # shellcheck disable=SC2086
    $as "$bin/pg_ctl" -D "$home/data" -m "$([ -n "$kept" ] && echo fast || echo immediate)" -w stop
    remove
) >/dev/null 2>&1 &

echo ready
