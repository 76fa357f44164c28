// Every kind of refusal reaches the SDK as its typed exception, with code, message, details and status.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { body, choice, cleanUp, create, initialize, params, record, records, refusal, sdk, withAccessToken } from './support/sdk.js';

const { Fields, Record } = sdk;
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

function shouldRefuse(answer, status, code, details, message) {
  assert.equal(answer.getStatusCode(), status);
  const told = refusal(answer.getObject());
  assert.deepEqual(told, { type: 'APIException', code, message: message ?? told.message, status: 'error', details });
  assert.ok(told.message.length > 0);
}

function shouldRefuseRow(answer, status, code, details, message) {
  assert.equal(answer.getStatusCode(), status);
  const told = refusal(answer.getObject().getData()[0]);
  assert.deepEqual(told, { type: 'APIException', code, message: message ?? told.message, status: 'error', details });
  assert.ok(told.message.length > 0);
}

const list = async (...pairs) => await records('Leads').getRecords(await params([Record.GetRecordsParam.FIELDS, 'Last_Name'], ...pairs));
const insert = (values) => records('Leads').createRecords(body(record(values)));

test('An unknown module is told while the SDK loads its fields, and by calls that need none', async () => {
  await assert.rejects(async () => records('Nothing').getRecords(await params([Record.GetRecordsParam.FIELDS, 'id'])), (error) => {
    assert.equal(error.constructor.name, 'SDKException');
    assert.match(error.toString(), /INVALID_MODULE/);
    return true;
  });
  shouldRefuse(await records('Nothing').recordCount(), 400, 'INVALID_MODULE', { resource_path_index: 0 }, 'the module name given seems to be invalid');
});

test('An unknown address is told with 404', async () => {
  shouldRefuse(await records('Leads/no/such').recordCount(), 404, 'INVALID_URL_PATTERN', {}, 'Please check if the URL trying to access is a correct one');
});

test('A user without the right to customize is told with 403', async () => {
  await initialize(server, withAccessToken(server.organization.users[1].access_token));
  const wanted = new Fields.Fields();
  wanted.setFieldLabel('Forbidden');
  wanted.setDataType('text');
  const request = new Fields.BodyWrapper();
  request.setFields([wanted]);

  const answer = await new Fields.FieldsOperations().createField(request, await params([Fields.CreateFieldParam.MODULE, 'Leads']));

  assert.equal(answer.getStatusCode(), 403);
  assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'NO_PERMISSION']);
  await initialize(server);
});

test('Parameters out of their range are told', async () => {
  const fields = Array.from({ length: 51 }, (_, index) => `F${index}`).join(',');
  const { FIELDS, PAGE, PAGE_TOKEN, PER_PAGE } = Record.GetRecordsParam;

  shouldRefuse(await list([PER_PAGE, 201]), 400, 'INVALID_DATA', { param_name: 'per_page' }, 'invalid data');
  shouldRefuse(await records('Leads').getRecords(await params([FIELDS, fields])), 400, 'LIMIT_EXCEEDED', { limit: 50, param_name: 'fields' });
  shouldRefuse(await list([PAGE, 11], [PER_PAGE, 200]), 400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', { limit: 2000 });
  shouldRefuse(await list([PAGE_TOKEN, 'nonsense']), 400, 'TOKEN_BOUND_DATA_MISMATCH', { param_name: 'page_token' });
  const deleted = await records('Leads').getDeletedRecords(await params([Record.GetDeletedRecordsParam.TYPE, 'shredded']));
  shouldRefuse(deleted, 400, 'PATTERN_NOT_MATCHED', { param_name: 'type' }, 'Please check whether the input values are correct');
});

test('A delete without ids and one of a record that is not there are told', async () => {
  shouldRefuse(await records('Leads').deleteRecords(), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'ids' }, 'One of the expected parameter is missing');
  const answer = await records('Leads').deleteRecords(await params([Record.DeleteRecordsParam.IDS, '99']));
  shouldRefuseRow(answer, 400, 'INVALID_DATA', { id: 99n }, 'record not deleted');
});

test('Values that do not fit their field are told by name and place', async () => {
  const place = { api_name: 'Email', json_path: '$.data[0].Email' };

  shouldRefuseRow(await insert({ Last_Name: 'x'.repeat(81) }), 400, 'INVALID_DATA', { api_name: 'Last_Name', json_path: '$.data[0].Last_Name', maximum_length: '80' }, 'invalid data');
  shouldRefuseRow(await insert({ Last_Name: 'x', Email: 'nobody' }), 400, 'INVALID_DATA', { ...place, expected_data_type: 'email' }, 'invalid data');
  shouldRefuseRow(await insert({ Company: 'x' }), 400, 'MANDATORY_NOT_FOUND', { api_name: 'Last_Name', json_path: '$.data[0].Last_Name' }, 'required field not found');
});

test('A record that is not there cannot be changed', async () => {
  const one = await records('Leads').updateRecord(99n, body(record({ Last_Name: 'x' })));
  const many = await records('Leads').updateRecords(body(record({ Last_Name: 'x' }, 99n)));

  shouldRefuseRow(one, 400, 'INVALID_DATA', { resource_path_index: 1 }, 'the id given seems to be invalid');
  shouldRefuseRow(many, 400, 'INVALID_DATA', { api_name: 'id', json_path: '$.data[0].id' }, 'the id given seems to be invalid');
});

test('A value of a unique field cannot be given twice, and who has it is told', async () => {
  const email = 'unique@errors.example.com';
  const wanted = new Fields.Fields();
  wanted.setFieldLabel('Badge');
  wanted.setDataType('text');
  wanted.setLength(30);
  const unique = new Fields.Unique();
  unique.setCasesensitive('');
  await wanted.setUnique(unique);
  const request = new Fields.BodyWrapper();
  request.setFields([wanted]);
  const made = await new Fields.FieldsOperations().createField(request, await params([Fields.CreateFieldParam.MODULE, 'Accounts']));
  assert.equal(made.getStatusCode(), 201);
  const [id] = await create('Accounts', { Account_Name: 'One', Badge: email });

  const answer = await records('Accounts').createRecords(body(record({ Account_Name: 'Two', Badge: email })));

  const told = refusal(answer.getObject().getData()[0]);
  assert.deepEqual([told.type, told.code, told.message, told.details.api_name, told.details.id], ['APIException', 'DUPLICATE_DATA', 'duplicate data', 'Badge', id]);
  assert.equal(told.details.duplicate_record.getId?.() ?? BigInt(told.details.duplicate_record.get('id')), id);
});

test('A choice that the field does not have is refused by the SDK itself, from our metadata', async () => {
  await assert.rejects(insert({ Last_Name: 'x', Lead_Source: choice('Carrier Pigeon') }), /UNACCEPTED VALUES ERROR/);
});
