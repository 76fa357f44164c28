import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { choice, cleanUp, create, initialize, params, records, refusal, sdk } from './support/sdk.js';

const { RecordCountParam, SearchRecordsParam } = sdk.Record;
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
  await create(
    'Contacts',
    { Last_Name: 'Quillfeather', First_Name: 'Zoe', Email: 'zoe@search.example.com', Phone: '+49 30 1234567' },
    { Last_Name: 'Quillfeather', First_Name: 'Max', Email: 'max@search.example.com', Phone: '+49 30 7654321' },
    { Last_Name: 'O\'Hara (Ltd), Jr.', Email: 'ohara@search.example.com' },
  );
  await create('Leads', { Last_Name: 'Sourced', Lead_Source: choice('Trade Show'), Annual_Revenue: 7_000_001 });
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const search = async (module, ...pairs) => await records(module).searchRecords(await params(...pairs));
const names = (answer, field = 'Last_Name') => answer.getObject().getData().map((row) => row.getKeyValue(field)).sort();
const count = async (module, ...pairs) => Number((await records(module).recordCount(await params(...pairs))).getObject().getCount());

test('Criteria find records', async () => {
  const answer = await search('Contacts', [SearchRecordsParam.CRITERIA, '((Last_Name:equals:quillfeather)and(First_Name:starts_with:Z))']);

  assert.deepEqual(names(answer, 'First_Name'), ['Zoe']);
  const info = answer.getObject().getInfo();
  assert.deepEqual([info.getPage(), info.getCount(), info.getMoreRecords()], [1, 1, false]);
});

test('Criteria compare numbers, choices and times', async () => {
  assert.deepEqual(names(await search('Leads', [SearchRecordsParam.CRITERIA, '(Annual_Revenue:greater_than:7000000)'])), ['Sourced']);
  assert.deepEqual(names(await search('Leads', [SearchRecordsParam.CRITERIA, '((Lead_Source:equals:Trade Show)and(Annual_Revenue:between:7000000,7000002))'])), ['Sourced']);
  assert.equal((await search('Leads', [SearchRecordsParam.CRITERIA, '(Created_Time:less_than:2001-01-01T00:00:00Z)'])).getStatusCode(), 204);
});

test('Escaped characters are part of a value', async () => {
  const answer = await search('Contacts', [SearchRecordsParam.CRITERIA, '(Last_Name:starts_with:O\'Hara \\(Ltd\\)\\, Jr)']);

  assert.deepEqual(names(answer), ['O\'Hara (Ltd), Jr.']);
});

test('An e-mail address finds its record', async () => {
  assert.deepEqual(names(await search('Contacts', [SearchRecordsParam.EMAIL, 'max@search.example.com']), 'First_Name'), ['Max']);
});

test('A phone number finds its record', async () => {
  assert.deepEqual(names(await search('Contacts', [SearchRecordsParam.PHONE, '7654321']), 'First_Name'), ['Max']);
});

test('A word finds its records, page by page', async () => {
  const { WORD, PAGE, PER_PAGE } = SearchRecordsParam;
  const first = await search('Contacts', [WORD, 'quillfeather'], [PER_PAGE, 1]);
  const second = await search('Contacts', [WORD, 'quillfeather'], [PER_PAGE, 1], [PAGE, 2]);

  assert.equal(first.getObject().getInfo().getMoreRecords(), true);
  assert.equal(second.getObject().getInfo().getMoreRecords(), false);
  assert.deepEqual([...names(first, 'First_Name'), ...names(second, 'First_Name')].sort(), ['Max', 'Zoe']);
});

test('Nothing found is 204 without an object', async () => {
  const answer = await search('Contacts', [SearchRecordsParam.WORD, 'nobodyatall']);

  assert.deepEqual([answer.getStatusCode(), answer.getObject()], [204, null]);
});

test('Records are counted all and by search', async () => {
  assert.ok((await count('Contacts')) > 3);
  assert.equal(await count('Contacts', [RecordCountParam.CRITERIA, '(Last_Name:equals:Quillfeather)']), 2);
  assert.equal(await count('Contacts', [RecordCountParam.EMAIL, 'zoe@search.example.com']), 1);
  assert.equal(await count('Contacts', [RecordCountParam.PHONE, '1234567']), 1);
  assert.equal(await count('Contacts', [RecordCountParam.WORD, 'nobodyatall']), 0);
});

test('A search for nothing, a broken one and one of an unknown field are refused', async () => {
  const refused = async (...pairs) => {
    const answer = await search('Contacts', ...pairs);
    assert.equal(answer.getStatusCode(), 400);
    const { type, code } = refusal(answer.getObject());
    return [type, code];
  };

  assert.deepEqual(await refused(), ['APIException', 'EXPECTED_PARAM_MISSING']);
  assert.deepEqual(await refused([SearchRecordsParam.CRITERIA, '((Last_Name:equals:x)']), ['APIException', 'INVALID_QUERY']);
  assert.deepEqual(await refused([SearchRecordsParam.CRITERIA, '(Nothing:equals:x)']), ['APIException', 'INVALID_QUERY']);
  assert.deepEqual(await refused([SearchRecordsParam.CRITERIA, '(Last_Name:less_than:x)']), ['APIException', 'INVALID_QUERY']);
  assert.deepEqual(await refused([SearchRecordsParam.WORD, 'x']), ['APIException', 'INVALID_DATA']);
});

test('What the SDK forgets to encode is refused, not a failure', async () => {
  const answer = await search('Contacts', [SearchRecordsParam.CRITERIA, '(Last_Name:equals:A & B + C #1)']);

  assert.equal(answer.getStatusCode(), 400);
  assert.equal(refusal(answer.getObject()).code, 'INVALID_QUERY');
});
