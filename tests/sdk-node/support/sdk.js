// The SDK, pointed at a server, and shorthands for what its samples write out.
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@zohocrm/nodejs-sdk-8.0';

const folder = mkdtempSync(join(tmpdir(), 'privacycrm-sdk-'));

/** Where the SDK keeps its tokens. */
export const tokenFile = join(folder, 'tokens.txt');

/** Removes what the SDK kept. */
export const cleanUp = () => rm(folder, { recursive: true, force: true });

/** Initializes the SDK. `token` gets a builder; without it the SDK uses the demo's refresh token. */
export async function initialize(server, token = withRefreshToken(server), { autoRefreshFields = false, store = new sdk.FileStore(tokenFile) } = {}) {
  const environment = sdk.DataCenter.setEnvironment(server.url, `${server.url}/oauth/v2/token`, server.url);
  forget();
  const config = new sdk.SDKConfigBuilder().autoRefreshFields(autoRefreshFields).build();
  const builder = await new sdk.InitializeBuilder();
  await builder.environment(environment).token(token).store(store).SDKConfig(config).resourcePath(folder).initialize();
}

// The SDK remembers the last user of the process, even one it could not log in.
function forget() {
  sdk.Initializer.LOCAL.clear();
  sdk.Initializer.initializer = undefined;
}

/** The demo's program. */
export const client = (server) => new sdk.OAuthBuilder().clientId(server.organization.client_id).clientSecret(server.organization.client_secret);

export const withRefreshToken = (server) => client(server).refreshToken(server.organization.refresh_token).build();

export const withAccessToken = (accessToken) => new sdk.OAuthBuilder().accessToken(accessToken).build();

/** Parameters: pairs of one of the SDK's constants (or a name of our own) and a value. */
export async function params(...pairs) {
  const map = new sdk.ParameterMap();
  for (const [param, value] of pairs) {
    await map.add(typeof param === 'string' ? new sdk.Param(param, null) : param, value);
  }

  return map;
}

/** Headers, like parameters. */
export async function headers(...pairs) {
  const map = new sdk.HeaderMap();
  for (const [header, value] of pairs) {
    await map.add(header, value);
  }

  return map;
}

export const records = (module) => new sdk.Record.RecordOperations(module);

/** A record of the SDK with values by API name. */
export function record(values, id) {
  const made = new sdk.Record.Record();
  if (id !== undefined) {
    made.setId(id);
  }

  for (const [name, value] of Object.entries(values)) {
    made.addKeyValue(name, value);
  }

  return made;
}

/** The body of a write. */
export function body(...rows) {
  const wrapper = new sdk.Record.BodyWrapper();
  wrapper.setData(rows);
  return wrapper;
}

/** Creates records and returns their ids. */
export async function create(module, ...rows) {
  const answer = await records(module).createRecords(body(...rows.map((values) => record(values))));
  return answer.getObject().getData().map(idOf);
}

/** The id in the outcome of a write. */
export const idOf = (outcome) => BigInt(outcome.getDetails().get('id'));

/** A choice of a picklist. */
export const choice = (value) => new sdk.Choice(value);

/** The values of choices. */
export const valueOf = (one) => (one instanceof sdk.Choice ? one.getValue() : one);

/** What the SDK made of a refusal. */
export function refusal(exception) {
  return {
    type: exception.constructor.name,
    code: valueOf(exception.getCode()),
    message: valueOf(exception.getMessage()),
    status: valueOf(exception.getStatus()),
    details: Object.fromEntries(exception.getDetails()),
  };
}

export { sdk };
