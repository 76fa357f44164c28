import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, startServer } from './support/server.js';
import { body, cleanUp, create, idOf, initialize, params, record, records, refusal, sdk, valueOf } from './support/sdk.js';

const { Consent, GetRecordParam, GetRecordsParam, RecordCountParam, SearchRecordsParam } = sdk.Record;
const secret = 'secret@privacy.example.com';
let server;
let lead;
before(async () => {
  server = await startServer();
  await initialize(server);
  [lead] = await create('Leads', { Last_Name: 'Guarded', Email: secret, Phone: '+1 555 0199' });
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const read = async (id, ...pairs) => await records('Leads').getRecord(id, await params(...pairs));
const first = (answer) => answer.getObject().getData()[0];
const outcome = (answer) => answer.getObject().getData()[0];

test('A consent is written and read as the SDK\'s own class', async () => {
  const consent = new Consent();
  consent.setConsentThrough('Email');
  consent.setContactThroughEmail(true);
  consent.setContactThroughPhone(false);
  consent.setConsentDate(new Date(Date.UTC(2026, 4, 6)));
  consent.setConsentRemarks('asked at the fair');
  consent.setDataProcessingBasis('Obtained');
  const [id] = await create('Leads', { Last_Name: 'Consenting', Data_Processing_Basis_Details: consent });

  const stored = first(await read(id)).getKeyValue('Data_Processing_Basis_Details');

  assert.ok(stored instanceof Consent);
  assert.equal(typeof stored.getId(), 'bigint');
  assert.equal(stored.getConsentThrough(), 'Email');
  assert.equal(stored.getContactThroughEmail(), true);
  assert.equal(stored.getContactThroughPhone(), false);
  assert.equal(stored.getConsentDate().toISOString().slice(0, 10), '2026-05-06');
  assert.equal(stored.getConsentRemarks(), 'asked at the fair');
  assert.equal(stored.getDataProcessingBasis(), 'Obtained');
  assert.equal(stored.getOwner().getName(), 'Alex Morgan');
  assert.ok(stored.getCreatedTime() instanceof Date);
});

test('A consent changes key by key, and goes with null', async () => {
  const consent = new Consent();
  consent.setConsentRemarks('first');
  const [id] = await create('Leads', { Last_Name: 'Changing', Data_Processing_Basis_Details: consent });
  const change = new Consent();
  change.setContactThroughPhone(true);

  await records('Leads').updateRecord(id, body(record({ Data_Processing_Basis_Details: change })));
  const changed = first(await read(id)).getKeyValue('Data_Processing_Basis_Details');
  await records('Leads').updateRecord(id, body(record({ Data_Processing_Basis_Details: null })));
  const removed = first(await read(id)).getKeyValue('Data_Processing_Basis_Details');

  assert.deepEqual([changed.getConsentRemarks(), changed.getContactThroughPhone(), changed.getDataProcessingBasis()], ['first', true, 'Obtained']);
  assert.equal(removed, null);
});

test('A basis nobody knows is refused by name', async () => {
  const consent = new Consent();
  consent.setDataProcessingBasis('Because');

  const answer = await records('Leads').createRecords(body(record({ Last_Name: 'Baseless', Data_Processing_Basis_Details: consent })));

  const exception = refusal(outcome(answer));
  assert.deepEqual([exception.type, exception.code, exception.details.api_name], ['APIException', 'INVALID_DATA', 'Data_Processing_Basis']);
});

test('A restricted field reads null, alone, in lists and in searches', async () => {
  const { FIELDS } = GetRecordsParam;
  const answers = [
    await read(lead),
    await read(lead, [GetRecordParam.FIELDS, 'Last_Name,Email']),
    await records('Leads').getRecords(await params([FIELDS, 'Last_Name,Email'], [GetRecordsParam.IDS, String(lead)])),
    await records('Leads').searchRecords(await params([SearchRecordsParam.CRITERIA, '(Last_Name:equals:Guarded)'])),
  ];

  for (const answer of answers) {
    assert.equal(first(answer).getKeyValue('Last_Name'), 'Guarded');
    assert.ok(first(answer).getKeyValues().has('Email'));
    assert.equal(first(answer).getKeyValue('Email'), null);
    assert.ok(!JSON.stringify(answer.getResponseJSON()).includes(secret));
  }
});

test('Private fields are named when asked for', async () => {
  const answer = await read(lead, ['include', 'private_fields']);

  const named = answer.getResponseJSON().private_fields;
  assert.deepEqual(named.find((field) => field.api_name === 'Email').private, { restricted: true, type: 'High', export: false });
  assert.equal(first(answer).getKeyValue('Email'), null);
});

test('A restricted field may not be searched, counted by or guessed', async () => {
  const criteria = `(Email:equals:${secret})`;
  const expected = { type: 'APIException', code: 'INVALID_QUERY', message: 'invalid query formed', status: 'error', details: { reason: 'Cannot use the restricted field.', api_name: 'Email' } };

  const searched = await records('Leads').searchRecords(await params([SearchRecordsParam.CRITERIA, criteria]));
  const counted = await records('Leads').recordCount(await params([RecordCountParam.CRITERIA, criteria]));
  const byEmail = await records('Leads').searchRecords(await params([SearchRecordsParam.EMAIL, secret]));
  const byWord = await records('Leads').searchRecords(await params([SearchRecordsParam.WORD, 'secret']));

  assert.equal(searched.getStatusCode(), 400);
  assert.deepEqual(refusal(searched.getObject()), expected);
  assert.deepEqual(refusal(counted.getObject()), expected);
  assert.deepEqual([byEmail.getStatusCode(), byWord.getStatusCode()], [204, 204]);
});

test('A restricted field is written and matched all the same', async () => {
  const request = body(record({ Last_Name: 'Guarded again', Email: secret }));
  request.setDuplicateCheckFields(['Email']);

  const answer = await records('Leads').upsertRecords(request);

  assert.equal(valueOf(outcome(answer).getAction()), 'update');
  assert.equal(idOf(outcome(answer)), lead);
  await records('Leads').updateRecord(lead, body(record({ Last_Name: 'Guarded' })));
});

test('The record of a person who said stop is read-only, and can be deleted', async () => {
  const [id, other] = await create('Leads', { Last_Name: 'Stopped', Email: 'stopped@privacy.example.com' }, { Last_Name: 'Going on' });
  assert.equal((await call(server, 'POST', `Leads/${id}/privacy/actions/stop_processing`)).status, 200);

  const one = await records('Leads').updateRecord(id, body(record({ Company: 'New' })));
  const many = await records('Leads').updateRecords(body(record({ Company: 'New' }, id), record({ Company: 'New' }, other)));
  const request = body(record({ Last_Name: 'Stopped', Email: 'stopped@privacy.example.com' }));
  request.setDuplicateCheckFields(['Email']);
  const upserted = await records('Leads').upsertRecords(request);
  const stopped = first(await read(id));
  const deleted = await records('Leads').deleteRecord(id);

  assert.deepEqual([one.getStatusCode(), many.getStatusCode(), upserted.getStatusCode()], [400, 207, 400]);
  for (const answer of [one, many, upserted]) {
    const exception = refusal(outcome(answer));
    assert.deepEqual([exception.type, exception.code, exception.message, exception.details.api_name], ['APIException', 'CANNOT_PROCESS', 'The record is in stop processing', 'id']);
  }

  assert.equal(stopped.getKeyValue('$stop_processing'), true);
  assert.equal(deleted.getStatusCode(), 200);
});

test('Without the restriction the value is back', async () => {
  await call(server, 'PUT', 'privacy/preferences', { exclude_api_tpt: false });
  const open = first(await read(lead)).getKeyValue('Email');
  await call(server, 'PUT', 'privacy/preferences', { exclude_api_tpt: true, exclude_api_tpt_fields: 'sensitive' });
  const closed = first(await read(lead)).getKeyValue('Email');

  assert.deepEqual([open, closed], [secret, null]);
});
