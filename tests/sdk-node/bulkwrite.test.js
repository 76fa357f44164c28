import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { until } from './support/jobs.js';
import { call, startServer } from './support/server.js';
import { choice, cleanUp, create, headers, initialize, records, refusal, sdk, valueOf } from './support/sdk.js';
import { unzip } from './support/zip.js';

const { BulkRead, BulkWrite, Modules } = sdk;
const operations = new BulkWrite.BulkWriteOperations();
let server;
let folder;
before(async () => {
  server = await startServer();
  await initialize(server);
  folder = await mkdtemp(join(tmpdir(), 'privacycrm-sdk-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
  await cleanUp();
});

const leads = () => {
  const module = new Modules.MinifiedModule();
  module.setAPIName('Leads');
  return module;
};

/** What a bulk read gives: a zip with ids and names of all leads. */
async function readInBulk() {
  const query = new BulkRead.Query();
  await query.setModule(leads());
  query.setFields(['Last_Name']);
  const request = new BulkRead.BodyWrapper();
  await request.setQuery(query);
  const reads = new BulkRead.BulkReadOperations();
  const id = BigInt((await reads.createBulkReadJob(request)).getObject().getData()[0].getDetails().get('id'));
  await until(async () => (await reads.getBulkReadJobDetails(id)).getObject().getData()[0], (job) => valueOf(job.getState()) === 'COMPLETED');
  return (await (await reads.downloadResult(id)).getObject()).getFile().getStream();
}

async function upload(bytes) {
  const path = join(folder, 'leads.zip');
  await writeFile(path, bytes);
  const request = new BulkWrite.FileBodyWrapper();
  request.setFile(new sdk.StreamWrapper(null, null, path));
  const { FEATURE, X_CRM_ORG } = BulkWrite.UploadFileHeader;
  return await operations.uploadFile(request, await headers([FEATURE, 'bulk-write'], [X_CRM_ORG, server.organization.zgid]));
}

async function order(file, ...columns) {
  const resource = new BulkWrite.Resource();
  resource.setType(choice('data'));
  await resource.setModule(leads());
  resource.setFileId(String(file));
  resource.setFindBy('id');
  resource.setFieldMappings(
    columns.map((name, index) => {
      const mapping = new BulkWrite.FieldMapping();
      mapping.setAPIName(name);
      mapping.setIndex(index);
      return mapping;
    }),
  );
  const request = new BulkWrite.RequestWrapper();
  request.setOperation(choice('update'));
  request.setResource([resource]);
  return await operations.createBulkWriteJob(request);
}

test('A file that was read in bulk is written back in bulk, but for records of people who said stop', async () => {
  const [one, stopped] = await create('Leads', { Last_Name: 'Written', City: 'Oslo' }, { Last_Name: 'Unwilling', City: 'Oslo' });
  assert.equal((await call(server, 'POST', `Leads/${stopped}/privacy/actions/stop_processing`)).status, 200);

  const uploaded = (await upload(await readInBulk())).getObject();
  assert.equal(valueOf(uploaded.getCode()), 'FILE_UPLOAD_SUCCESS');
  const ordered = await order(uploaded.getDetails().get('file_id'), 'id', 'City');
  assert.deepEqual([ordered.getStatusCode(), valueOf(ordered.getObject().getCode())], [201, 'SUCCESS']);
  const id = String(ordered.getObject().getDetails().get('id'));
  const job = await until(async () => (await operations.getBulkWriteJobDetails(id)).getObject(), (now) => ['COMPLETED', 'FAILED'].includes(now.getStatus()));
  const file = (await (await operations.downloadBulkWriteResult(job.getResult().getDownloadUrl().slice(1))).getObject()).getFile();
  const rows = unzip(file.getStream()).get(`${id}.csv`).toString('utf8').split(/\r?\n/);

  assert.deepEqual([job.getStatus(), job.getOperation(), job.getId()], ['COMPLETED', 'update', id]);
  const counts = job.getResource()[0].getFile();
  assert.equal(counts.getUpdatedCount() + counts.getSkippedCount(), counts.getTotalCount());
  assert.equal(file.getName(), `${id}.zip`);
  assert.ok(rows.includes(`${one},Written,UPDATED,${one},`), rows.find((row) => row.startsWith(String(one))));
  assert.ok(rows.some((row) => row.startsWith(`${stopped},Unwilling,SKIPPED,`) && row.includes('CANNOT_PROCESS')), rows.find((row) => row.startsWith(String(stopped))));
  const cities = await Promise.all([one, stopped].map(async (lead) => (await records('Leads').getRecord(lead)).getObject().getData()[0].getKeyValue('City')));
  assert.deepEqual(cities, ['Written', 'Oslo']);
});

test('A file that is no zip is refused', async () => {
  const answer = await upload('id,City');

  assert.equal(answer.getStatusCode(), 400);
  assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'INVALID_FILE_FORMAT']);
});

test('An order for a file nobody uploaded is refused', async () => {
  const answer = await order('5725767000599999999', 'id', 'City');

  // The SDK knows no such code, and takes the refusal for its other class.
  assert.deepEqual([answer.getStatusCode(), refusal(answer.getObject()).code, refusal(answer.getObject()).status], [400, 'FILE_NOT_FOUND', 'error']);
});
