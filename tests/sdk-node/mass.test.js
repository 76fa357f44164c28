import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, startServer } from './support/server.js';
import { cleanUp, create, initialize, params, record, records, refusal, sdk, valueOf } from './support/sdk.js';

const { Record, RecycleBin, Timelines } = sdk;
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

async function massUpdate(module, values, ids) {
  const request = new Record.MassUpdateBodyWrapper();
  request.setData([record(values)]);
  request.setIds(ids.map(String));
  return await records(module).massUpdateRecords(request);
}

test('Records are changed in mass, but for those of people who said stop', async () => {
  const [one, two, stopped] = await create('Leads', { Last_Name: 'Mass 1' }, { Last_Name: 'Mass 2' }, { Last_Name: 'Mass 3' });
  assert.equal((await call(server, 'POST', `Leads/${stopped}/privacy/actions/stop_processing`)).status, 200);

  const answer = await massUpdate('Leads', { City: 'Oslo' }, [one, two, stopped]);

  assert.equal(answer.getStatusCode(), 207, JSON.stringify(answer.getResponseJSON()));
  const outcomes = answer.getObject().getData();
  assert.deepEqual(outcomes.map((outcome) => valueOf(outcome.getCode())), ['SUCCESS', 'SUCCESS', 'CANNOT_PROCESS']);
  const read = (await records('Leads').getRecord(two)).getObject().getData()[0];
  assert.equal(read.getKeyValue('City'), 'Oslo');
});

test('The recycle bin shows what was deleted', async () => {
  const [id] = await create('Accounts', { Account_Name: 'Binned' });
  await records('Accounts').deleteRecord(id);

  const answer = await new RecycleBin.RecycleBinOperations().getRecyclebinRecords(await params([RecycleBin.GetRecycleBinRecordsParam.PER_PAGE, 5]));

  assert.equal(answer.getStatusCode(), 200);
  const row = answer.getObject().getRecycleBin().find((one) => BigInt(one.getId()) === id);
  assert.equal(row.getDisplayName(), 'Binned');
  assert.equal(row.getModule().getAPIName?.() ?? row.getModule().get?.('api_name'), 'Accounts');
});
