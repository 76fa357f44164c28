import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { choice, cleanUp, create, initialize, refusal, sdk } from './support/sdk.js';

const { Coql } = sdk;
const secret = 'secret@coql.example.com';
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
  await create(
    'Leads',
    { Last_Name: 'Queried One', Company: 'Coql Ltd.', Email: secret, Lead_Source: choice('Cold Call'), Annual_Revenue: 10 },
    { Last_Name: 'Queried Two', Company: 'Coql Ltd.', Annual_Revenue: 20 },
    { Last_Name: 'Queried Three', Company: 'Coql Ltd.', Annual_Revenue: 30 },
  );
});
after(async () => {
  await server.stop();
  await cleanUp();
});

async function ask(query) {
  const request = new Coql.BodyWrapper();
  request.setSelectQuery(query);
  return await new Coql.CoqlOperations().getRecords(request);
}

test('A query finds rows in order, and tells whether there are more', async () => {
  const answer = await ask("select Last_Name, Annual_Revenue, Owner from Leads where Company = 'Coql Ltd.' order by Annual_Revenue desc limit 2");

  assert.equal(answer.getStatusCode(), 200);
  const rows = answer.getObject().getData();
  assert.deepEqual(rows.map((row) => row.getKeyValue('Last_Name')), ['Queried Three', 'Queried Two']);
  assert.equal(typeof rows[0].getId(), 'bigint');
  const info = answer.getObject().getInfo();
  assert.deepEqual([info.getCount(), info.getMoreRecords()], [2, true]);
});

test('A restricted field is null where it is selected and refused where it decides', async () => {
  const selected = await ask("select Last_Name, Email from Leads where Last_Name = 'Queried One'");
  const decided = await ask(`select Last_Name from Leads where Email = '${secret}'`);
  const sorted = await ask("select Last_Name from Leads where Company = 'Coql Ltd.' order by Email");

  assert.equal(selected.getObject().getData()[0].getKeyValue('Email'), null);
  assert.ok(!JSON.stringify(selected.getResponseJSON()).includes(secret));
  for (const refused of [decided, sorted]) {
    assert.equal(refused.getStatusCode(), 400);
    assert.deepEqual([refusal(refused.getObject()).type, refusal(refused.getObject()).code], ['APIException', 'INVALID_QUERY']);
    assert.equal(refused.getResponseJSON().details.reason, 'Cannot use the restricted field.');
    assert.equal(refused.getResponseJSON().details.column_name, 'Email');
  }
});

test('Sums and counts of groups are named after their function', async () => {
  const answer = await ask("select Company, SUM(Annual_Revenue), COUNT(id) from Leads where Company = 'Coql Ltd.' group by Company");

  assert.equal(answer.getStatusCode(), 200, JSON.stringify(answer.getResponseJSON()));
  const [row] = answer.getResponseJSON().data;
  assert.deepEqual([row.Company, row['SUM(Annual_Revenue)'], row['COUNT(id)']], ['Coql Ltd.', 60, 3]);
});

test('A query without rows is 204, and a broken one is told', async () => {
  const none = await ask("select Last_Name from Leads where Last_Name = 'Nobody'");
  const broken = await ask('select Last_Name from Leads');
  const unknown = await ask("select Nothing from Leads where Last_Name = 'x'");

  assert.deepEqual([none.getStatusCode(), none.getObject()], [204, null]);
  assert.deepEqual([broken.getStatusCode(), refusal(broken.getObject()).type, refusal(broken.getObject()).code], [400, 'APIException', 'SYNTAX_ERROR']);
  assert.deepEqual([unknown.getStatusCode(), refusal(unknown.getObject()).type, refusal(unknown.getObject()).code], [400, 'APIException', 'INVALID_QUERY']);
});
