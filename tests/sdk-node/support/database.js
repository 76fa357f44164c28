// A database for one server: a SQLite file, or one of a PostgreSQL server when SDK_TEST_POSTGRES names it.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Makes an empty database. */
export async function createDatabase() {
  const given = process.env.SDK_TEST_POSTGRES;
  return given ? await onPostgres(given) : await onSqlite();
}

async function onSqlite() {
  const folder = await mkdtemp(join(tmpdir(), 'privacycrm-sdk-'));
  return {
    connectionString: `Data Source=${join(folder, 'crm.db')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function onPostgres(server) {
  const name = `privacycrm_sdk_${randomUUID().replaceAll('-', '')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  return {
    connectionString: format({ ...parse(server), Database: name }),
    drop: () => execute(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function execute(connectionString, sql) {
  const settings = parse(connectionString);
  const client = new pg.Client({
    host: settings.Host,
    port: Number(settings.Port ?? 5432),
    user: settings.Username,
    password: settings.Password,
    database: settings.Database ?? 'postgres',
  });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

// Connection strings of .NET: names and values, with a few names for the same thing.
const synonyms = { host: 'Host', server: 'Host', port: 'Port', username: 'Username', 'user id': 'Username', user: 'Username', password: 'Password', database: 'Database' };

function parse(connectionString) {
  const pairs = connectionString.split(';').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      return [synonyms[name.toLowerCase()] ?? name, pair.slice(at + 1).trim()];
    }),
  );
}

function format(settings) {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}
