import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { cleanUp, initialize, params, refusal, sdk, valueOf } from './support/sdk.js';

const { Layouts, RelatedLists } = sdk;
const layouts = new Layouts.LayoutsOperations();
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const layoutOf = async (module) => (await layouts.getLayouts(await params([Layouts.GetLayoutsParam.MODULE, module]))).getObject().getLayouts()[0];
const listsOf = async (module, layout) => {
  const answer = await new RelatedLists.RelatedListsOperations(layout).getRelatedLists(await params([RelatedLists.GetRelatedListsParam.MODULE, module]));
  return answer.getObject().getRelatedLists();
};

test('A layout tells its sections, their fields and who sees it', async () => {
  const layout = await layoutOf('Leads');
  const fields = new Map(layout.getSections().flatMap((section) => section.getFields()).map((field) => [field.getAPIName(), field]));

  assert.deepEqual([layout.getName(), layout.getAPIName(), layout.getStatus(), layout.getVisible()], ['Standard', 'Standard__s', 'active', true]);
  assert.deepEqual(layout.getProfiles().map((profile) => profile.getName()), ['Administrator', 'Standard']);
  assert.equal(layout.getActionsAllowed().getEdit(), false);
  assert.ok(layout.getSections().some((section) => section.getName() === 'Lead Information'));
  assert.deepEqual([fields.get('Last_Name').getRequired(), fields.get('Last_Name').getDataType()], [true, 'text']);
  assert.deepEqual([fields.get('Email').getPrivate().getRestricted(), fields.get('Email').getPrivate().getType()], [true, 'High']);
  const mapping = layout.getConvertMapping();
  assert.equal(mapping.getContacts().getId(), (await layoutOf('Contacts')).getId());
  assert.ok(mapping.getDeals().getFields().some((field) => field.getAPIName() === 'Stage' && field.getRequired()));
});

test('A layout is found by id', async () => {
  const id = (await layoutOf('Leads')).getId();
  const module = await params([Layouts.GetLayoutParam.MODULE, 'Leads']);

  const found = await layouts.getLayout(id, module);
  const unknown = await layouts.getLayout(99n, module);

  assert.deepEqual(found.getObject().getLayouts().map((layout) => layout.getId()), [id]);
  assert.deepEqual([unknown.getStatusCode(), unknown.getObject()], [204, null]);
});

test('Layouts of an unknown module are refused', async () => {
  const answer = await layouts.getLayouts(await params([Layouts.GetLayoutsParam.MODULE, 'Nothing']));

  assert.equal(answer.getStatusCode(), 400);
  assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'INVALID_MODULE']);
});

test('Related lists tell which records point at a module', async () => {
  const lists = await listsOf('Accounts', (await layoutOf('Accounts')).getId());
  const contacts = lists.find((list) => list.getAPIName() === 'Contacts');

  assert.ok(lists.some((list) => list.getModule().getAPIName() === 'Deals'));
  assert.deepEqual([contacts.getModule().getAPIName(), contacts.getHref(), valueOf(contacts.getStatus())], ['Contacts', 'Accounts/{ENTITYID}/Contacts', 'visible']);
  assert.ok(contacts.getFields().some((field) => field.getAPIName() === 'Full_Name' && typeof field.getId() === 'bigint'));
});

test('A related list is found by id', async () => {
  const [first] = await listsOf('Accounts');
  const module = await params([RelatedLists.GetRelatedListParam.MODULE, 'Accounts']);

  const found = await new RelatedLists.RelatedListsOperations().getRelatedList(first.getId(), module);
  const unknown = await new RelatedLists.RelatedListsOperations().getRelatedList(99n, module);

  assert.deepEqual(found.getObject().getRelatedLists().map((list) => list.getAPIName()), [first.getAPIName()]);
  assert.deepEqual([unknown.getStatusCode(), unknown.getObject()], [204, null]);
});
