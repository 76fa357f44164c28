import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { body, choice, cleanUp, create, headers, idOf, initialize, params, record, records, refusal, sdk, valueOf } from './support/sdk.js';

const { Record } = sdk;
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const read = async (module, id) => (await records(module).getRecord(id)).getObject().getData()[0];
const outcomes = (answer) => answer.getObject().getData();

test('A record keeps a value of every type', async () => {
  const operations = records('Leads');
  const lead = record({
    Last_Name: 'Ångström & Søn <b>“1”</b> 你好',
    Company: 'Types Ltd.',
    Annual_Revenue: 1234.5,
    No_of_Employees: 42,
    Email_Opt_Out: true,
    Lead_Source: choice('Cold Call'),
    Description: 'First line\nSecond line',
    Website: 'www.example.com',
  });

  const answer = await operations.createRecords(body(lead));

  assert.equal(answer.getStatusCode(), 201);
  const success = outcomes(answer)[0];
  assert.equal(success.constructor.name, 'SuccessResponse');
  assert.deepEqual([valueOf(success.getCode()), valueOf(success.getMessage()), valueOf(success.getStatus())], ['SUCCESS', 'record added', 'success']);
  const details = success.getDetails();
    assert.ok(details.get('Created_Time') instanceof Date);
  assert.equal(details.get('Created_By').getName(), 'Alex Morgan');

  const stored = await read('Leads', idOf(success));
  assert.equal(stored.getId(), idOf(success));
  assert.equal(stored.getKeyValue('Last_Name'), 'Ångström & Søn <b>“1”</b> 你好');
  assert.equal(stored.getKeyValue('Annual_Revenue'), 1234.5);
  assert.equal(stored.getKeyValue('No_of_Employees'), 42);
  assert.equal(stored.getKeyValue('Email_Opt_Out'), true);
  assert.equal(valueOf(stored.getKeyValue('Lead_Source')), 'Cold Call');
  assert.equal(stored.getKeyValue('Description'), 'First line\nSecond line');
  assert.equal(stored.getKeyValue('Owner').getEmail(), server.organization.users[0].email);
  assert.ok(stored.getCreatedTime() instanceof Date);
  assert.equal(stored.getCreatedBy().getName(), 'Alex Morgan');
  assert.deepEqual(stored.getTag(), []);
});

test('Dates, times and lookups come back as they were sent', async () => {
  const [account] = await create('Accounts', { Account_Name: 'Lookup Target' });
  const deal = record({ Deal_Name: 'Dated', Stage: choice('Qualification'), Closing_Date: new Date(Date.UTC(2031, 1, 3)), Amount: 10.25 });
  deal.addKeyValue('Account_Name', record({}, account));
  const id = idOf(outcomes(await records('Deals').createRecords(body(deal)))[0]);
  const call = record({ Subject: 'Talk', Call_Type: choice('Inbound'), Call_Start_Time: new Date(Date.UTC(2031, 1, 3, 4, 5, 6)), Call_Duration: '10:00' });
  const callAnswer = outcomes(await records('Calls').createRecords(body(call)))[0];
  assert.equal(valueOf(callAnswer.getStatus()), 'success');

  const stored = await read('Deals', id);
  const storedCall = await read('Calls', idOf(callAnswer));

  assert.equal(stored.getKeyValue('Closing_Date').toISOString().slice(0, 10), '2031-02-03');
  assert.equal(stored.getKeyValue('Amount'), 10.25);
  assert.equal(stored.getKeyValue('Account_Name').getId(), account);
  assert.equal(stored.getKeyValue('Account_Name').getKeyValue('name'), 'Lookup Target');
  assert.equal(storedCall.getKeyValue('Call_Start_Time').getTime(), Date.UTC(2031, 1, 3, 4, 5, 6));
});

test('The typed fields of the SDK work as well as names', async () => {
  const lead = new Record.Record();
  await lead.addFieldValue(Record.Field.Leads.LAST_NAME, 'Typed');
  await lead.addFieldValue(Record.Field.Leads.COMPANY, 'Fields Ltd.');

  const answer = await records('Leads').createRecords(body(lead));

  assert.equal((await read('Leads', idOf(outcomes(answer)[0]))).getKeyValue('Company'), 'Fields Ltd.');
});

test('Rows of one request succeed and fail for themselves', async () => {
  const answer = await records('Leads').createRecords(body(record({ Last_Name: 'Good' }), record({ Company: 'No Name' }), record({ Last_Name: 'Also Good', Email: 'not-an-address' })));

  assert.equal(answer.getStatusCode(), 207);
  const [good, nameless, wrong] = outcomes(answer);
  assert.equal(good.constructor.name, 'SuccessResponse');
  assert.deepEqual(refusal(nameless), {
    type: 'APIException',
    code: 'MANDATORY_NOT_FOUND',
    message: 'required field not found',
    status: 'error',
    details: { api_name: 'Last_Name', json_path: '$.data[1].Last_Name' },
  });
  const details = refusal(wrong);
  assert.deepEqual([details.code, details.details.api_name, details.details.json_path], ['INVALID_DATA', 'Email', '$.data[2].Email']);
});

test('A record is changed, and a value cleared by null', async () => {
  const [id] = await create('Leads', { Last_Name: 'Before', Company: 'Old', Description: 'Gone soon' });

  const one = await records('Leads').updateRecord(id, body(record({ Company: 'New', Description: null })));
  const many = await records('Leads').updateRecords(body(record({ Last_Name: 'After' }, id)));

  assert.deepEqual([one.getStatusCode(), many.getStatusCode()], [200, 200]);
  assert.equal(valueOf(outcomes(one)[0].getMessage()), 'record updated');
  const stored = await read('Leads', id);
  assert.deepEqual(['Last_Name', 'Company', 'Description'].map((name) => stored.getKeyValue(name)), ['After', 'New', null]);
});

test('Of two writers who know the same time one wins', async () => {
  const [id] = await create('Leads', { Last_Name: 'Contested' });
  const known = (await read('Leads', id)).getModifiedTime();
  const since = await headers([new sdk.Header('If-Unmodified-Since', 'com.zoho.crm.api.Record.UpdateRecordHeader'), known]).catch(() => null);
  const unmodified = since ?? (await headers([new sdk.Header('If-Unmodified-Since', null), known.toISOString().replace(/\.\d+Z$/, 'Z')]));

  const first = await records('Leads').updateRecord(id, body(record({ Company: 'First' })), unmodified);
  const second = await records('Leads').updateRecord(id, body(record({ Company: 'Second' })), unmodified);

  assert.equal(first.getStatusCode(), 200);
  assert.equal(second.getStatusCode(), 412);
  assert.equal(refusal(outcomes(second)[0]).code, 'ALREADY_MODIFIED');
  assert.equal((await read('Leads', id)).getKeyValue('Company'), 'First');
});

test('Upsert inserts, then updates what it finds', async () => {
  const upsert = (company) => {
    const request = body(record({ Last_Name: 'Upsert', Email: 'upsert@example.com', Company: company }));
    request.setDuplicateCheckFields(['Email']);
    return records('Leads').upsertRecords(request);
  };

  const first = await upsert('One');
  const second = await upsert('Two');

  assert.deepEqual([first.getStatusCode(), second.getStatusCode()], [200, 200]);
  const [inserted, updated] = [outcomes(first)[0], outcomes(second)[0]];
  assert.deepEqual([valueOf(inserted.getAction()), valueOf(updated.getAction())], ['insert', 'update']);
  assert.deepEqual([inserted.getDuplicateField() ?? null, updated.getDuplicateField()], [null, 'Email']);
  assert.equal(idOf(inserted), idOf(updated));
  assert.equal((await read('Leads', idOf(updated))).getKeyValue('Company'), 'Two');
});

test('Deleted records are gone, and listed as deleted', async () => {
  const [one, two, three] = await create('Accounts', { Account_Name: 'Gone 1' }, { Account_Name: 'Gone 2' }, { Account_Name: 'Gone 3' });

  const single = await records('Accounts').deleteRecord(one);
  const several = await records('Accounts').deleteRecords(await params([Record.DeleteRecordsParam.IDS, String(two)], [Record.DeleteRecordsParam.IDS, String(three)], [Record.DeleteRecordsParam.WF_TRIGGER, false]));
  const again = await records('Accounts').deleteRecord(one);
  const gone = await records('Accounts').getRecord(two);
  const listed = await records('Accounts').getDeletedRecords(await params([Record.GetDeletedRecordsParam.TYPE, 'recycle'], [Record.GetDeletedRecordsParam.PER_PAGE, 3]));

  assert.equal(valueOf(outcomes(single)[0].getMessage()), 'record deleted');
  assert.equal(outcomes(several).length, 2);
  assert.equal(again.getStatusCode(), 400);
  assert.deepEqual(refusal(again.getObject()), { type: 'APIException', code: 'INVALID_DATA', message: 'record not deleted', status: 'error', details: { resource_path_index: 1 } });
  assert.deepEqual([gone.getStatusCode(), gone.getObject()], [204, null]);
  const deleted = listed.getObject().getData();
  assert.deepEqual(deleted.map((row) => row.getDisplayName()).sort(), ['Gone 1', 'Gone 2', 'Gone 3']);
  assert.deepEqual(deleted.map((row) => row.getId()).sort(), [one, two, three].sort());
  assert.equal(deleted[0].getDeletedBy().getName(), 'Alex Morgan');
  assert.ok(deleted[0].getDeletedTime() instanceof Date);
});

test('An owner is another user, by id', async () => {
  const [, other] = server.organization.users;
  const owner = new sdk.Users.MinifiedUser();
  owner.setId(BigInt(other.id));
  const [id] = await create('Leads', { Last_Name: 'Owned' });

  const answer = await records('Leads').updateRecord(id, body(record({ Owner: owner })));

  assert.equal(answer.getStatusCode(), 200);
  assert.equal((await read('Leads', id)).getKeyValue('Owner').getName(), other.name);
});
