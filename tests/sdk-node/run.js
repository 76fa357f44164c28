// Runs the tests on SQLite, then on PostgreSQL. The last line counts them.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './support/postgres.js';

const here = dirname(fileURLToPath(import.meta.url));
const only = process.argv.slice(2);

async function runOn(database, environment) {
  console.log(`\n${database}`);
  const folder = await mkdtemp(join(tmpdir(), 'privacycrm-sdk-'));
  const report = join(folder, 'report.tap');
  const files = only.length > 0 ? only : (await readdir(here)).filter((name) => name.endsWith('.test.js')).sort();
  const options = ['--test', '--test-concurrency=1', '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${report}`];
  const child = spawn(process.execPath, [...options, ...files], { cwd: here, stdio: 'inherit', env: { ...process.env, ...environment } });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const tap = await readFile(report, 'utf8');
  await rm(folder, { recursive: true });
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  return { code, passed: count('pass'), failed: count('fail') + count('cancelled') };
}

const outcomes = [await runOn('SQLite', { SDK_TEST_POSTGRES: '' })];
const postgres = await startPostgres();
if (postgres) {
  try {
    outcomes.push(await runOn('PostgreSQL', { SDK_TEST_POSTGRES: postgres.connectionString }));
  } finally {
    postgres.stop();
  }
} else {
  console.error('PostgreSQL is missing: install its server programs (Debian: postgresql) or set PRIVACYCRM_TEST_POSTGRES.');
}

const sum = (name) => outcomes.reduce((total, outcome) => total + outcome[name], 0);
console.log(`${sum('passed')} tests of the SDK passed, ${sum('failed')} failed`);
process.exitCode = postgres && sum('failed') === 0 && sum('passed') > 0 && outcomes.every((outcome) => outcome.code === 0) ? 0 : 1;
