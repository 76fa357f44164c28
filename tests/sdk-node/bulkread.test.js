import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from './support/jobs.js';
import { call, startServer } from './support/server.js';
import { choice, cleanUp, create, initialize, refusal, sdk, valueOf } from './support/sdk.js';
import { unzip } from './support/zip.js';

const { BulkRead, Fields, Modules } = sdk;
const secret = 'secret@bulk.example.com';
const operations = new BulkRead.BulkReadOperations();
let server;
let leads;
before(async () => {
  server = await startServer();
  await initialize(server);
  leads = await create('Leads', { Last_Name: 'Bulk "1", first', Email: secret, Company: 'Bulk Ltd.' }, { Last_Name: 'Bulk 2', Email: secret }, { Last_Name: 'Other', Email: secret });
});
after(async () => {
  await server.stop();
  await cleanUp();
});

/** A condition on a field. */
async function condition(name, comparator, value) {
  const field = new Fields.MinifiedField();
  field.setAPIName(name);
  const criteria = new BulkRead.Criteria();
  await criteria.setField(field);
  criteria.setComparator(choice(comparator));
  criteria.setValue(value);
  return criteria;
}

async function order(fields, criteria) {
  const module = new Modules.MinifiedModule();
  module.setAPIName('Leads');
  const query = new BulkRead.Query();
  await query.setModule(module);
  query.setFields(fields);
  await query.setCriteria(criteria);
  const request = new BulkRead.BodyWrapper();
  await request.setQuery(query);
  return await operations.createBulkReadJob(request);
}

const ended = async (id) =>
  await until(async () => (await operations.getBulkReadJobDetails(id)).getObject().getData()[0], (job) => ['COMPLETED', 'FAILURE'].includes(valueOf(job.getState())));

// The SDK gives a file as a promise, which it does for nothing else.
async function download(id) {
  const file = (await (await operations.downloadResult(id)).getObject()).getFile();
  const files = unzip(file.getStream());
  assert.equal(file.getName(), `${id}.zip`);
  assert.deepEqual([...files.keys()], [`${id}.csv`]);
  return files.get(`${id}.csv`).toString('utf8').split(/\r?\n/).filter((line) => line.length > 0);
}

async function readInBulk() {
  const both = new BulkRead.Criteria();
  both.setGroupOperator(choice('and'));
  both.setGroup([await condition('Last_Name', 'starts_with', 'Bulk'), await condition('Created_Time', 'greater_than', '2020-01-01T00:00:00+00:00')]);
  const answer = await order(['Last_Name', 'Email', 'Company'], both);
  const added = answer.getObject().getData()[0];
  assert.deepEqual([answer.getStatusCode(), added.constructor.name, valueOf(added.getCode())], [201, 'SuccessResponse', 'ADDED_SUCCESSFULLY']);
  assert.equal(valueOf(added.getDetails().get('state')), 'ADDED');
  return BigInt(added.getDetails().get('id'));
}

const rows = (email) => ['id,Last_Name,Email,Company', `${leads[0]},"Bulk ""1"", first",${email},Bulk Ltd.`, `${leads[1]},Bulk 2,${email},`];

test('Records come as a file, and a restricted column of it is empty', async () => {
  const id = await readInBulk();
  const job = await ended(id);
  const lines = await download(id);

  assert.deepEqual([job.getId(), job.getOperation(), valueOf(job.getState()), valueOf(job.getFileType())], [String(id), 'read', 'COMPLETED', 'csv']);
  assert.equal(job.getCreatedBy().getName(), 'Alex Morgan');
  assert.deepEqual([job.getQuery().getModule().getAPIName(), job.getQuery().getFields()], ['Leads', ['Last_Name', 'Email', 'Company']]);
  const result = job.getResult();
  assert.deepEqual([result.getCount(), result.getPage(), result.getMoreRecords()], [2, 1, false]);
  assert.equal(result.getDownloadUrl(), `/crm/bulk/v8/read/${id}/result`);
  assert.deepEqual(lines, rows(''));
});

test('A column that is closed after the file was made is empty in the next download', async () => {
  await call(server, 'PUT', 'privacy/preferences', { exclude_api_tpt: false });
  try {
    const id = await readInBulk();
    await ended(id);
    const open = await download(id);
    await call(server, 'PUT', 'privacy/preferences', { exclude_api_tpt: true, exclude_api_tpt_fields: 'sensitive' });
    const closed = await download(id);

    assert.deepEqual([open, closed], [rows(secret), rows('')]);
  } finally {
    await call(server, 'PUT', 'privacy/preferences', { exclude_api_tpt: true, exclude_api_tpt_fields: 'sensitive' });
  }
});

test('Nothing is read by a restricted field', async () => {
  const answer = await order(['Last_Name'], await condition('Email', 'equal', secret));

  assert.equal(answer.getStatusCode(), 400);
  const exception = refusal(answer.getObject());
  assert.deepEqual([exception.type, exception.code, exception.details.api_name], ['APIException', 'FIELD_IN_CRITERIA_NOT_SUPPORTED', 'Email']);
  assert.ok(!JSON.stringify(answer.getResponseJSON()).includes(secret));
});

test('A job nobody ordered has neither state nor file', async () => {
  for (const answer of [await operations.getBulkReadJobDetails(99n), await operations.downloadResult(99n)]) {
    assert.equal(answer.getStatusCode(), 404);
    assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'RESOURCE_NOT_FOUND']);
  }
});
