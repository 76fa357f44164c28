import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, startServer } from './support/server.js';
import { body, choice, cleanUp, create, initialize, record, records, refusal, sdk, valueOf } from './support/sdk.js';

const { ConvertLead } = sdk;
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

async function convert(lead, prepare = async () => {}) {
  const converter = new ConvertLead.LeadConverter();
  converter.setOverwrite(true);
  converter.setNotifyLeadOwner(false);
  converter.setNotifyNewEntityOwner(false);
  await prepare(converter);
  const request = new ConvertLead.BodyWrapper();
  request.setData([converter]);
  return await new ConvertLead.ConvertLeadOperations(lead).convertLead(request);
}

const read = async (module, id) => (await records(module).getRecord(BigInt(id))).getObject().getData()[0];

test('A lead becomes a contact, an account and a deal', async () => {
  const [lead] = await create('Leads', { Last_Name: 'Converted', First_Name: 'Cora', Company: 'Conversion Ltd.', Phone: '+1 555 0123' });
  const deal = record({ Deal_Name: 'First order', Stage: choice('Qualification'), Closing_Date: new Date(Date.UTC(2031, 4, 6)) });

  const answer = await convert(lead, (converter) => converter.setDeals(deal));

  assert.equal(answer.getStatusCode(), 200);
  const success = answer.getObject().getData()[0];
  assert.equal(success.constructor.name, 'SuccessResponse');
  assert.equal(valueOf(success.getMessage()), 'The record has been converted successfully');
  const made = success.getDetails();
  const [contact, account, order] = ['Contacts', 'Accounts', 'Deals'].map((module) => made.get(module));
  const idOf = (one) => (one.getId ? one.getId() : one.get ? one.get('id') : one.id);
  assert.equal((await read('Contacts', idOf(contact))).getKeyValue('Last_Name'), 'Converted');
  assert.equal((await read('Accounts', idOf(account))).getKeyValue('Account_Name'), 'Conversion Ltd.');
  assert.equal((await read('Deals', idOf(order))).getKeyValue('Deal_Name'), 'First order');
});

test('A lead without a company becomes a contact alone, and is converted once', async () => {
  const [lead] = await create('Leads', { Last_Name: 'Alone' });

  const first = await convert(lead);
  const second = await convert(lead);

  const made = first.getObject().getData()[0].getDetails();
  assert.deepEqual([made.get('Accounts') ?? null, made.get('Deals') ?? null], [null, null]);
  assert.equal(second.getStatusCode(), 400);
  assert.deepEqual(refusal(second.getObject()), { type: 'APIException', code: 'ID_ALREADY_CONVERTED', message: 'id already converted', status: 'error', details: { resource_path_index: 1 } });
});

test('The lead of a person who said stop is not converted, and one that is not there neither', async () => {
  const [lead] = await create('Leads', { Last_Name: 'Unwilling' });
  await call(server, 'POST', `Leads/${lead}/privacy/actions/stop_processing`);

  const stopped = await convert(lead);
  const unknown = await convert(99n);

  assert.deepEqual([stopped.getStatusCode(), unknown.getStatusCode()], [400, 400]);
  assert.deepEqual([refusal(stopped.getObject()).type, refusal(stopped.getObject()).code], ['APIException', 'CANNOT_PROCESS']);
  assert.deepEqual([refusal(unknown.getObject()).type, refusal(unknown.getObject()).code], ['APIException', 'INVALID_DATA']);
});

test('A converted lead is read-only', async () => {
  const [lead] = await create('Leads', { Last_Name: 'Finished' });
  await convert(lead);

  const answer = await records('Leads').updateRecord(lead, body(record({ Company: 'Too late' })));

  assert.equal(answer.getStatusCode(), 400);
  assert.equal(refusal(answer.getObject().getData()[0]).code, 'CONVERTED_RECORD');
});
