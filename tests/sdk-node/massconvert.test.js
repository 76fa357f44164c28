import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from './support/jobs.js';
import { call, startServer } from './support/server.js';
import { choice, cleanUp, create, initialize, params, record, records, refusal, sdk, valueOf } from './support/sdk.js';

const { MassConvert, Record } = sdk;
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const owner = () => {
  const assignment = new MassConvert.AssignTo();
  assignment.setId(BigInt(server.organization.users[1].id));
  return assignment;
};

async function order(leads, prepare = () => {}) {
  const request = new MassConvert.BodyWrapper();
  request.setIds(leads);
  prepare(request);
  return await new MassConvert.MassConvertOperations().massConvert(request);
}

const status = async (job) => await new MassConvert.MassConvertOperations().getJobStatus(await params([MassConvert.GetJobStatusParam.JOB_ID, job]));
const ended = async (job) => await until(async () => (await status(job)).getObject().getData()[0], (one) => ['COMPLETED', 'FAILED'].includes(one.getStatus()));
const countsOf = (one) => [one.getTotalCount(), one.getConvertedCount(), one.getNotConvertedCount(), one.getFailedCount()];

async function found(module, criteria) {
  const answer = await records(module).searchRecords(await params([Record.SearchRecordsParam.CRITERIA, criteria]));
  return answer.getObject()?.getData() ?? [];
}

test('Many leads are converted by a job that counts them', async () => {
  const leads = await create('Leads', { Last_Name: 'Many 1', Company: 'Many Ltd.' }, { Last_Name: 'Many 2' }, { Last_Name: 'Many 3' });
  assert.equal((await call(server, 'POST', `Leads/${leads[2]}/privacy/actions/stop_processing`)).status, 200);

  const answer = await order([...leads, 99n], (request) => {
    request.setAssignTo(owner());
    request.setDeals(record({ Deal_Name: 'Many orders', Stage: choice('Qualification'), Closing_Date: new Date(Date.UTC(2031, 4, 6)) }));
  });
  const success = answer.getObject();
  const job = await ended(success.getDetails().get('job_id'));

  assert.deepEqual([answer.getStatusCode(), success.constructor.name, valueOf(success.getCode())], [200, 'SuccessResponse', 'SCHEDULED']);
  assert.equal(job.getStatus(), 'COMPLETED');
  assert.deepEqual(countsOf(job), [4, 2, 1, 1]);
  const contacts = await found('Contacts', '(Last_Name:starts_with:Many)');
  assert.deepEqual(contacts.map((contact) => contact.getKeyValue('Last_Name')).sort(), ['Many 1', 'Many 2']);
  assert.ok(contacts.every((contact) => contact.getKeyValue('Owner').getId() === owner().getId()));
  assert.equal((await found('Accounts', '(Account_Name:equals:Many Ltd.)')).length, 1);
  assert.equal((await found('Deals', '(Deal_Name:equals:Many orders)')).length, 2);
  const stopped = (await records('Leads').getRecord(leads[2])).getObject().getData()[0];
  assert.equal(stopped.getKeyValue('$converted'), false);
});

test('Nobody is converted without somebody to give the records to', async () => {
  const leads = await create('Leads', { Last_Name: 'Ownerless' });

  const answer = await order(leads);

  assert.equal(answer.getStatusCode(), 400);
  const exception = refusal(answer.getObject());
  assert.deepEqual([exception.type, exception.code, exception.details.api_name], ['APIException', 'MANDATORY_NOT_FOUND', 'assign_to']);
});

test('A conversion nobody ordered is refused', async () => {
  const answer = await status(99n);

  assert.equal(answer.getStatusCode(), 400);
  const exception = refusal(answer.getObject());
  assert.deepEqual([exception.type, exception.code, exception.details.param_name], ['APIException', 'INVALID_DATA', 'job_id']);
});
