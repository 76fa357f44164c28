import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, startServer } from './support/server.js';
import { choice, cleanUp, create, initialize, params, records, refusal, sdk, valueOf } from './support/sdk.js';

const { CustomViews } = sdk;
const { CVID, FIELDS, PER_PAGE } = sdk.Record.GetRecordsParam;
const operations = new CustomViews.CustomViewsOperations();
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const list = async (...pairs) => await operations.getCustomViews(await params([CustomViews.GetCustomViewsParam.MODULE, 'Leads'], ...pairs));
const viewNamed = async (name) => (await list()).getObject().getCustomViews().find((view) => view.getName() === name);
const recordsOf = async (view) => (await records('Leads').getRecords(await params([CVID, String(view)], [FIELDS, 'Last_Name,City'], [PER_PAGE, 200]))).getObject()?.getData() ?? [];
const namesOf = async (view) => (await recordsOf(view)).map((row) => row.getKeyValue('Last_Name'));

/** Makes a view, for which the SDK has no call. */
async function make(name, criteria) {
  const view = { name, fields: [{ api_name: 'Last_Name' }, { api_name: 'City' }], criteria, sort_by: { api_name: 'Last_Name' }, sort_order: 'asc' };
  const answer = await call(server, 'POST', 'settings/custom_views?module=Leads', { custom_views: [view] });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return BigInt(answer.body.custom_views[0].details.id);
}

async function sort(view, field, direction) {
  const by = new CustomViews.SortBy();
  by.setAPIName(field);
  const change = new CustomViews.CustomViews();
  change.setSortBy(by);
  change.setSortOrder(choice(direction));
  const request = new CustomViews.BodyWrapper();
  request.setCustomViews([change]);
  return await operations.changeSortOrderOfCustomView(view, request, await params([CustomViews.ChangeSortOrderOfCustomViewParam.MODULE, 'Leads']));
}

test('Views are listed by page, and one of them is the default', async () => {
  const answer = await list([CustomViews.GetCustomViewsParam.PER_PAGE, 2]);

  const views = answer.getObject().getCustomViews();
  const info = answer.getObject().getInfo();
  assert.deepEqual(views.map((view) => view.getName()), ['All Leads', 'My Leads']);
  assert.deepEqual(views.map((view) => [view.getDefault(), view.getSystemDefined(), valueOf(view.getAccessType())]), [[true, true, 'public'], [false, true, 'public']]);
  assert.deepEqual([info.getPage(), info.getPerPage(), info.getCount(), info.getMoreRecords()], [1, 2, 2, true]);
  assert.equal(info.getDefault(), views[0].getId());
});

test('A view is found by id, with columns and criteria', async () => {
  const mine = await viewNamed('My Leads');
  const module = await params([CustomViews.GetCustomViewParam.MODULE, 'Leads']);

  const view = (await operations.getCustomView(mine.getId(), module)).getObject().getCustomViews()[0];
  const unknown = await operations.getCustomView(99n, module);

  assert.equal(view.getName(), 'My Leads');
  assert.ok(view.getFields().some((field) => field.getAPIName() === 'Company' && typeof field.getId() === 'bigint'));
  assert.equal(view.getCriteria().getGroupOperator(), 'AND');
  assert.deepEqual(view.getCriteria().getGroup().map((condition) => condition.getField().getAPIName()), ['Converted__s', 'Owner']);
  assert.deepEqual([unknown.getStatusCode(), unknown.getObject()], [204, null]);
});

test('A view narrows a list and gives it its order, which can be changed', async () => {
  await create('Leads', { Last_Name: 'Viewed B', City: 'Tromsø' }, { Last_Name: 'Viewed A', City: 'Tromsø' }, { Last_Name: 'Viewed C', City: 'Oslo' });
  const view = await make('People of Tromsø', { field: { api_name: 'City' }, comparator: 'equal', value: 'Tromsø' });

  const before = await namesOf(view);
  const answer = await sort(view, 'Last_Name', 'desc');
  const after = await namesOf(view);

  const made = await viewNamed('People of Tromsø');
  assert.deepEqual([before, after], [['Viewed A', 'Viewed B'], ['Viewed B', 'Viewed A']]);
  assert.equal(answer.getObject().getCustomViews()[0].constructor.name, 'SuccessResponse');
  assert.deepEqual([made.getSystemDefined(), valueOf(made.getAccessType()), made.getCreatedBy().getName()], [false, 'only_to_me', 'Alex Morgan']);
  assert.deepEqual([made.getSortBy().getAPIName(), valueOf(made.getSortOrder())], ['Last_Name', 'desc']);
  assert.deepEqual([made.getCriteria().getField().getAPIName(), made.getCriteria().getComparator(), made.getCriteria().getValue()], ['City', 'equal', 'Tromsø']);
});

test('No view is sorted by a restricted field', async () => {
  const answer = await sort((await viewNamed('My Leads')).getId(), 'Email', 'asc');

  assert.equal(answer.getStatusCode(), 400);
  const exception = refusal(answer.getObject().getCustomViews()[0]);
  assert.deepEqual([exception.type, exception.code, exception.details.api_name], ['APIException', 'INVALID_QUERY', 'Email']);
});

test('A list by a view that is not there is refused', async () => {
  const answer = await records('Leads').getRecords(await params([CVID, '99'], [FIELDS, 'Last_Name']));

  assert.equal(answer.getStatusCode(), 400);
  assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'INVALID_DATA']);
});
