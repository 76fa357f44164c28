// The PostgreSQL server of a run: the one PRIVACYCRM_TEST_POSTGRES names, or a throw-away one of the installed programs.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const attempts = 3;
const script = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'PrivacyCrm.IntegrationTests', 'Support', 'postgres-cluster.sh');

// The server goes when the standard input of its script closes, and Node closes that when the script ends: hence the cat.
const startAndStay = '/bin/sh "$0" "$@" && exec cat >/dev/null';

/** Starts or finds the server; null when there is none on this machine. */
export async function startPostgres() {
  const given = process.env.PRIVACYCRM_TEST_POSTGRES;
  if (given) {
    return { connectionString: given, stop() {} };
  }

  const programs = findPrograms();
  return programs ? await launch(programs) : null;
}

async function launch(programs) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const keeper = spawn('/bin/sh', ['-c', startAndStay, script, programs, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const isReady = await new Promise((resolve) => {
      keeper.stdout.once('data', () => resolve(true));
      keeper.once('exit', (code) => code !== 0 && resolve(false));
    });
    if (isReady) {
      return { connectionString: `Host=127.0.0.1;Port=${port};Username=crm;Database=postgres`, stop: () => keeper.stdin.end() };
    }

    if (attempt === attempts) {
      throw new Error(`PostgreSQL in ${programs} did not start.`);
    }
  }
}

function findPrograms() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((left, right) => Number(right) - Number(left)) : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map((version) => join(debian, version, 'bin')), '/usr/local/bin', '/usr/local/pgsql/bin'];
  return folders.find((folder) => ['initdb', 'pg_ctl', 'postgres'].every((program) => existsSync(join(folder, program))));
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
