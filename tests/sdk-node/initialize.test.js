import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { after, before, beforeEach, test } from 'node:test';
import { startServer } from './support/server.js';
import { cleanUp, client, initialize, params, records, refusal, sdk, tokenFile, withAccessToken } from './support/sdk.js';

let server;
before(async () => (server = await startServer()));
after(async () => {
  await server.stop();
  await cleanUp();
});
beforeEach(() => rm(tokenFile, { force: true }));

const organizationName = async () => {
  const answer = await new sdk.Org.OrgOperations().getOrganization();
  return answer.getObject().getOrg()[0].getCompanyName();
};

test('The SDK exchanges a grant token and keeps what it got', async () => {
  const demo = await (await fetch(`${server.url}/_privacycrm/demo`)).json();
  await initialize(server, client(server).grantToken(demo.organizations[0].grant_token).build());

  assert.equal(await organizationName(), 'Northwind Traders');
  const kept = await readFile(tokenFile, 'utf8');
  assert.match(kept, /1000\.[0-9a-f]{32}\.[0-9a-f]{32}/);
  assert.ok(kept.includes(server.url), 'the address is ours');
  assert.ok(kept.includes(server.organization.users[0].email), 'tokens are kept by the address of their user');
});

test('The SDK works with a refresh token', async () => {
  await initialize(server);

  assert.equal(await organizationName(), 'Northwind Traders');
});

test('The SDK works with an access token', async () => {
  await initialize(server, withAccessToken(server.organization.access_token));

  assert.equal(await organizationName(), 'Northwind Traders');
});

test('A grant token works once', async () => {
  const demo = await (await fetch(`${server.url}/_privacycrm/demo`)).json();
  const grant = demo.organizations[0].grant_token;
  await initialize(server, client(server).grantToken(grant).build());
  await rm(tokenFile);

  await assert.rejects(initialize(server, client(server).grantToken(grant).build()), /invalid_code/);
});

test('A wrong secret is told', async () => {
  const token = new sdk.OAuthBuilder().clientId(server.organization.client_id).clientSecret('wrong').refreshToken(server.organization.refresh_token).build();

  await assert.rejects(initialize(server, token), /invalid_client_secret/);
});

test('An expired access token is told by the first call', async () => {
  await initialize(server, withAccessToken(server.organization.expired_access_token));

  const answer = await new sdk.Org.OrgOperations().getOrganization();

  assert.equal(answer.getStatusCode(), 401);
  assert.deepEqual(refusal(answer.getObject()), { type: 'APIException', code: 'INVALID_TOKEN', message: 'invalid oauth token', status: 'error', details: {} });
});

test('The SDK may load the fields of every module', async () => {
  await initialize(server, undefined, { autoRefreshFields: true });

  const answer = await records('Leads').getRecords(await params([sdk.Record.GetRecordsParam.FIELDS, 'Last_Name'], [sdk.Record.GetRecordsParam.PER_PAGE, 1]));

  assert.equal(answer.getStatusCode(), 200);
  assert.equal(typeof answer.getObject().getData()[0].getKeyValue('Last_Name'), 'string');
});

test('A token that may only read reads', async () => {
  await initialize(server, withAccessToken(server.organization.read_only_access_token));

  const found = await records('Accounts').getRecords(await params([sdk.Record.GetRecordsParam.FIELDS, 'Account_Name']));
  const refused = await records('Accounts').deleteRecord(found.getObject().getData()[0].getId());

  assert.equal(refused.getStatusCode(), 401);
  assert.equal(refusal(refused.getObject()).code, 'OAUTH_SCOPE_MISMATCH');
});
