#!/usr/bin/env bash
# Platform consents in seven steps, by curl alone: prints every call as it can be typed, and its answer, and stops at the first answer that is another one.
# Usage: demo.sh [server]
set -euo pipefail
server=${1:-http://localhost:5000}

# call STATUS WHO METHOD PATH [BODY]: makes a call as somebody, and expects a status.
call() {
    local who=$2 body=${5:-}
    printf '$ curl -X %s "$server%s" -H "Authorization: Bearer $%s"%s\n' "$3" "$4" "$who" "${body:+ -d '$body'}"
    answer=$(curl -s -w '\n%{http_code}' -X "$3" "$server$4" -H "Authorization: Bearer ${!who}" ${body:+-d "$body"})
    local status=${answer##*$'\n'}
    answer=${answer%$'\n'*}
    echo "$status $answer"
    [ "$status" = "$1" ] || { echo "Expected $1." >&2; exit 1; }
}

# expect TEXT: the answer has a piece of JSON in it.
expect() {
    [[ $answer == *"$1"* ]] || { echo "Expected $1 in the answer." >&2; exit 1; }
}

# value KEY: the first text of that name in the answer.
value() {
    grep -oE "\"$1\":\"[^\"]*\"" <<<"$answer" | head -1 | cut -d'"' -f4
}

# agree WHO [MORE]: says yes to the question in the answer.
agree() {
    call 201 "$1" POST "/api/v3/consentrequests/$(value id)/grant" "{\"digest\":\"$(value digest)\"${2:-}}"
}

run() {
    call "$1" scott POST "/api/v3/commands/$command/executions" \
        '{"handler":"execution_handler","params":{"location":{"latitude":59.33,"longitude":18.07},"chat":{"id":"CT_1"}}}'
}

write() {
    call "$1" scott POST "/api/v3/bots/$bot/executions" '{"handler":"message_handler","params":{"message":{"text":"yes"}}}'
}

clean_up() {
    curl -s -o /dev/null -X PUT "$server/_privacycrm/clock" -d "{\"now\":\"$(date -u +%FT%TZ)\"}"
    for path in ${extension:+"extensions/$extension/installation"} ${bot:+"bots/$bot"} ${command:+"commands/$command"}; do
        curl -s -o /dev/null -X DELETE "$server/api/v3/$path" -H "Authorization: Bearer $admin"
    done
}

answer=$(curl -s "$server/_privacycrm/demo")
{ read -r admin && read -r scott; } < <(grep -oE '"access_token":"[^"]*"' <<<"${answer#*\"users\"}" | cut -d'"' -f4)
printf 'server=%s\nadmin=%s\nscott=%s\n' "$server" "$admin" "$scott"
trap clean_up EXIT

echo $'\n1. The administrator makes a command. Its script touches the location; a search in the CRM and a map are declared.'
call 201 admin POST /api/v3/commands '{"name":"nearby-demo","scope":"organization","handlers":[{"type":"execution_handler","script":"info location;"}],"accesses":[{"id":"object:location","purpose":"Find places around you"},{"id":"task:zoho.crm.searchRecords@connection:crm_main","authentication":"admin","operations":["read"],"modules":["Leads"],"purpose":"Show customers nearby","required":false},{"id":"api:GET https://maps.googleapis.com/*@connection:gmaps","service":"Google Maps","purpose":"Search places"}]}'
command=$(value id)

echo $'\n2. Scott runs it: nothing runs. The answer is a question with everything that it would touch.'
run 403
expect '"code":"consent_required"'
expect '"reason":"first_use"'

echo $'\n3. Scott agrees to what is required, and not to the search in the CRM.'
agree scott ',"access_ids":["object:location","api:GET https://maps.googleapis.com/*@connection:gmaps"]'

echo $'\n4. It runs, and is handed the location alone: not the conversation that Scott was in, and not who he is.'
run 200
expect '"objects":["location"]'

echo $'\n5. 59 days and 23 hours later it runs. An hour more, and it has to ask again.'
call 200 admin POST /_privacycrm/clock/advance '{"days":59,"hours":23}'
run 200
call 200 admin POST /_privacycrm/clock/advance '{"hours":1}'
run 403
expect '"reason":"expired"'

echo $'\n6. Scott agrees again, and changes his mind: the next run asks.'
agree scott
consent=$(value id)
run 200
call 204 scott DELETE "/api/v3/consents/$consent"
run 403
expect '"reason":"revoked"'

echo $'\n7. An extension with a bot. Scott may not install it; the administrator is asked first.'
call 201 admin POST /api/v3/bots '{"name":"poll-demo","scope":"organization","handlers":[{"type":"message_handler","script":"info message;"}]}'
bot=$(value id)
call 201 admin POST /api/v3/extensions "{\"name\":\"Poll demo\",\"component_ids\":[\"$bot\"],\"accesses\":[{\"id\":\"object:organization\",\"purpose\":\"Show the name of your company in polls\"}]}"
extension=$(value id)
call 403 scott POST "/api/v3/extensions/$extension/installation" '{"scope":"organization"}'
expect '"code":"extension_install_restricted"'
call 403 admin POST "/api/v3/extensions/$extension/installation" '{"scope":"organization"}'
expect '"code":"consent_required"'
agree admin
call 204 admin POST "/api/v3/extensions/$extension/installation" '{"scope":"organization"}'
echo $'\n   It is installed. Its bot still asks Scott at his first message.'
write 403
expect '"code":"consent_required"'
agree scott
write 200
expect '"objects":["message","organization"]'

echo $'\nDone: every step answered as it should.'
