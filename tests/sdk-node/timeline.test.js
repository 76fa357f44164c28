import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { body, cleanUp, create, idOf, initialize, record, records, sdk, valueOf } from './support/sdk.js';

const secret = 'secret@timeline.example.com';
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

test('The timeline tells what changed, and nothing of a restricted field', async () => {
  const [id] = await create('Leads', { Last_Name: 'Timed', Company: 'Before', Email: 'other@timeline.example.com' });
  await records('Leads').updateRecord(id, body(record({ Company: 'After', Email: secret })));

  const answer = await new sdk.Timelines.TimelinesOperations().getTimelines('Leads', String(id));

  assert.equal(answer.getStatusCode(), 200, JSON.stringify(answer.getResponseJSON()));
  const [changed, added] = answer.getObject().getTimeline();
  assert.deepEqual([changed.getAction(), added.getAction()], ['updated', 'added']);
  assert.equal(changed.getDoneBy().getName(), 'Alex Morgan');
  const company = changed.getFieldHistory().find((field) => field.getAPIName() === 'Company').getValue();
  assert.deepEqual([company.getOld(), company.getNew()], ['Before', 'After']);
  assert.ok(!JSON.stringify(answer.getResponseJSON()).includes('timeline.example.com'));
});

test('A record is copied, though the SDK sends no body', async () => {
  const [id] = await create('Leads', { Last_Name: 'Original', Company: 'Copied Ltd.' });

  const answer = await records('Leads').cloneRecord(id);

  assert.equal(answer.getStatusCode(), 201, JSON.stringify(answer.getResponseJSON()));
  const success = answer.getObject().getData()[0];
  assert.equal(valueOf(success.getMessage()), 'record added');
  const copy = (await records('Leads').getRecord(idOf(success))).getObject().getData()[0];
  assert.deepEqual([copy.getKeyValue('Last_Name'), copy.getKeyValue('Company')], ['Original', 'Copied Ltd.']);
  assert.notEqual(copy.getId(), id);
});
