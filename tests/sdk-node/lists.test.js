import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { cleanUp, create, headers, initialize, params, records, refusal, sdk } from './support/sdk.js';

const { FIELDS, IDS, PAGE, PER_PAGE, PAGE_TOKEN, SORT_BY, SORT_ORDER } = sdk.Record.GetRecordsParam;
let server;
let ids;
before(async () => {
  server = await startServer();
  await initialize(server);
  const seeded = await records('Memberships').getRecords(await params([FIELDS, 'Name']));
  ids = seeded.getObject().getData().map((row) => row.getId());
  ids.push(...(await create('Memberships', ...Array.from({ length: 7 }, (_, index) => ({ Name: `Listed ${index}` })))));
  ids.sort((left, right) => (left < right ? 1 : -1));
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const list = async (...pairs) => await records('Memberships').getRecords(await params([FIELDS, 'Name'], ...pairs));
const idsOf = (answer) => answer.getObject().getData().map((row) => row.getId());

test('Pages by number show every record once', async () => {
  const found = [];
  for (let page = 1; ; page++) {
    const answer = await list([PAGE, page], [PER_PAGE, 10]);
    found.push(...idsOf(answer));
    const info = answer.getObject().getInfo();
    assert.deepEqual([info.getPage(), info.getPerPage(), info.getCount()], [page, 10, idsOf(answer).length]);
    if (!info.getMoreRecords()) {
      break;
    }
  }

  assert.deepEqual(found, ids);
});

test('Pages by token show every record once', async () => {
  const found = [];
  let token = null;
  do {
    const answer = await list([PER_PAGE, 9], ...(token ? [[PAGE_TOKEN, token]] : []));
    found.push(...idsOf(answer));
    token = answer.getObject().getInfo().getNextPageToken() ?? null;
    assert.equal(token !== null, answer.getObject().getInfo().getMoreRecords());
  } while (token);

  assert.deepEqual(found, ids);
});

test('A page past the end is empty', async () => {
  const answer = await list([PAGE, 9], [PER_PAGE, 200]);

  assert.deepEqual([answer.getStatusCode(), answer.getObject()], [204, null]);
});

test('Lists are sorted as asked', async () => {
  const answer = await list([SORT_BY, 'id'], [SORT_ORDER, 'asc'], [PER_PAGE, 5]);

  assert.deepEqual(idsOf(answer), ids.slice(-5).reverse());
});

test('Records are asked for by id', async () => {
  const answer = await list([IDS, String(ids[0])], [IDS, String(ids[3])]);

  assert.deepEqual(idsOf(answer), [ids[0], ids[3]]);
});

test('Nothing changed since a time answers 304', async () => {
  const since = await headers([sdk.Record.GetRecordsHeader.IF_MODIFIED_SINCE, new Date(Date.now() + 86_400_000)]);

  const answer = await records('Memberships').getRecords(await params([FIELDS, 'Name']), since);

  assert.equal(answer.getStatusCode(), 304);
});

test('Lists need fields', async () => {
  const answer = await records('Memberships').getRecords();

  assert.deepEqual(refusal(answer.getObject()), { type: 'APIException', code: 'REQUIRED_PARAM_MISSING', message: 'required param is missing', status: 'error', details: { param_name: 'fields' } });
});
