// The server as it is shipped: the built assembly in a process of its own, on a free port, over a database of its own.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase } from './database.js';

const attempts = 3;
const patience = 120_000;
const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Starts a server; stop it with `await server.stop()`. */
export async function startServer(settings = {}) {
  const database = await createDatabase();
  for (let attempt = 1; ; attempt++) {
    try {
      const running = await launch(database.connectionString, settings);
      const demo = await ask(`${running.url}/_privacycrm/demo`);
      return {
        url: running.url,
        organization: demo.organizations[0],
        async stop() {
          await running.stop();
          await database.drop();
        },
      };
    } catch (error) {
      if (attempt === attempts) {
        await database.drop();
        throw error;
      }
    }
  }
}

/** Calls the API without the SDK, for what the SDK has no class for. */
export async function call(server, method, path, body) {
  const response = await fetch(`${server.url}/crm/v8/${path}`, {
    method,
    headers: { Authorization: `Zoho-oauthtoken ${server.organization.access_token}` },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text.length > 0 ? JSON.parse(text) : null };
}

async function launch(connectionString, settings) {
  const child = spawn('dotnet', [assembly()], {
    env: {
      ...process.env,
      ASPNETCORE_ENVIRONMENT: 'Development',
      ASPNETCORE_URLS: 'http://127.0.0.1:0',
      ConnectionStrings__Crm: connectionString,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    const url = await addressOf(child, ended);
    return {
      url,
      async stop() {
        child.kill('SIGTERM');
        const impatient = setTimeout(kill, 10_000);
        await ended;
        clearTimeout(impatient);
        process.off('exit', kill);
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
}

// The greeting tells the address, and comes when the store is ready.
async function addressOf(child, ended) {
  let output = '';
  const greeted = new Promise((resolve) => {
    const read = (chunk) => {
      output += chunk;
      const address = /runs at +(http:\/\/\S+)/.exec(output);
      if (address) {
        resolve(address[1]);
        output = '';
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The server did not start in time:\n${output}`)), patience);
  });
  const died = ended.then((code) => {
    throw new Error(`The server ended with ${code}:\n${output}`);
  });
  died.catch(() => {});
  try {
    return await Promise.race([greeted, died, late]);
  } finally {
    clearTimeout(timer);
  }
}

// The newest build, whatever its configuration.
function assembly() {
  const built = ['Debug', 'Release']
    .map((configuration) => join(repository, 'src', 'PrivacyCrm.Api', 'bin', configuration, 'net10.0', 'PrivacyCrm.Api.dll'))
    .filter((path) => existsSync(path))
    .sort((left, right) => statSync(right).mtimeMs - statSync(left).mtimeMs);
  if (built.length === 0) {
    throw new Error('The server is not built: run "dotnet build PrivacyCrm.sln" first.');
  }

  return built[0];
}

async function ask(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }

  return await response.json();
}
