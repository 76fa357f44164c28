import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { cleanUp, headers, initialize, params, refusal, sdk, valueOf } from './support/sdk.js';

const { Fields, Modules, Org, Users } = sdk;
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const fieldsOf = async (module) => {
  const answer = await new Fields.FieldsOperations().getFields(await params([Fields.GetFieldsParam.MODULE, module]));
  return answer.getObject().getFields();
};

const fieldOf = async (module, name) => (await fieldsOf(module)).find((field) => field.getAPIName() === name);

const change = async (field) => {
  const request = new Fields.BodyWrapper();
  request.setFields([field]);
  return request;
};

test('The organization tells whether privacy is on', async () => {
  const answer = await new Org.OrgOperations().getOrganization();
  const organization = answer.getObject().getOrg()[0];

  assert.equal(organization.getZgid(), server.organization.zgid);
  assert.equal(organization.getCompanyName(), server.organization.name);
  assert.equal(organization.getPrivacySettings(), true);
  assert.equal(organization.getTimeZone(), 'America/Los_Angeles');
  assert.ok(organization.getCreatedTime() instanceof Date);
  assert.equal(typeof organization.getLicenseDetails().getPaid(), 'boolean');
});

test('Users are listed by their kind and page', async () => {
  const { UsersOperations, GetUsersParam } = Users;
  const all = await new UsersOperations().getUsers(await params([GetUsersParam.TYPE, 'ActiveUsers'], [GetUsersParam.PER_PAGE, 2]));
  const current = await new UsersOperations().getUsers(await params([GetUsersParam.TYPE, 'CurrentUser']));
  const inactive = await new UsersOperations().getUsers(await params([GetUsersParam.TYPE, 'DeactiveUsers']));

  assert.equal(all.getObject().getUsers().length, 2);
  assert.equal(all.getObject().getInfo().getCount(), 2);
  assert.equal(all.getObject().getInfo().getMoreRecords(), true);
  assert.deepEqual(current.getObject().getUsers().map((user) => user.getEmail()), [server.organization.users[0].email]);
  assert.equal(inactive.getStatusCode(), 204);
  assert.equal(inactive.getObject(), null);
});

test('A user is found by id, with role and profile', async () => {
  const [, expected] = server.organization.users;

  const answer = await new Users.UsersOperations().getUser(BigInt(expected.id));
  const unchanged = await new Users.UsersOperations().getUsers(null, await headers([Users.GetUsersHeader.IF_MODIFIED_SINCE, new Date(Date.now() + 86_400_000)]));

  const user = answer.getObject().getUsers()[0];
  assert.equal(user.getId(), BigInt(expected.id));
  assert.equal(user.getEmail(), expected.email);
  assert.equal(user.getFullName(), expected.name);
  assert.equal(user.getStatus(), 'active');
  assert.equal(user.getRole().getName(), 'Sales Manager');
  assert.equal(typeof user.getProfile().getName(), 'string');
  assert.equal(unchanged.getStatusCode(), 304);
});

test('Modules are listed, and one is found by name and id', async () => {
  const list = await new Modules.ModulesOperations().getModules();
  const modules = list.getObject().getModules();
  const leads = modules.find((module) => module.getAPIName() === 'Leads');
  const byName = await new Modules.ModulesOperations().getModuleByAPIName('Leads');
  const byId = await new Modules.ModulesOperations().getModule(leads.getId());

  for (const name of ['Leads', 'Contacts', 'Accounts', 'Deals', 'Vendors', 'Memberships']) {
    assert.ok(modules.some((module) => module.getAPIName() === name && module.getAPISupported()), name);
  }

  assert.equal(valueOf(leads.getGeneratedType()), 'default');
  assert.equal(byName.getObject().getModules()[0].getId(), leads.getId());
  assert.equal(byId.getObject().getModules()[0].getAPIName(), 'Leads');
});

test('Modules unchanged since a time answer 304', async () => {
  const since = await headers([Modules.GetModulesHeader.IF_MODIFIED_SINCE, new Date(Date.now() + 86_400_000)]);

  const answer = await new Modules.ModulesOperations().getModules(null, since);

  assert.equal(answer.getStatusCode(), 304);
});

test('Fields tell type, choices, target and privacy', async () => {
  const fields = new Map((await fieldsOf('Leads')).map((field) => [field.getAPIName(), field]));
  const contactFields = new Map((await fieldsOf('Contacts')).map((field) => [field.getAPIName(), field]));

  assert.equal(fields.get('Last_Name').getSystemMandatory(), true);
  assert.ok(!fields.get('Last_Name').getPrivate());
  const mark = fields.get('Email').getPrivate();
  assert.deepEqual([mark.getRestricted(), mark.getType(), mark.getExport()], [true, 'High', false]);
  assert.equal(fields.get('Data_Processing_Basis_Details').getDataType(), 'consent_lookup');
  assert.ok(fields.get('Lead_Source').getPickListValues().some((value) => value.getDisplayValue() === 'Cold Call' && typeof value.getId() === 'bigint'));
  assert.equal(contactFields.get('Account_Name').getLookup().getModule().getAPIName(), 'Accounts');
});

test('A field is made, marked personal, read and deleted', async () => {
  const operations = new Fields.FieldsOperations();
  const wanted = new Fields.Fields();
  wanted.setFieldLabel('Passport Number');
  wanted.setDataType('text');
  wanted.setLength(40);
  const made = await operations.createField(await change(wanted), await params([Fields.CreateFieldParam.MODULE, 'Leads']));
  const success = made.getObject().getFields()[0];
  assert.equal(valueOf(success.getStatus()), 'success');
  const id = BigInt(success.getDetails().get('id'));

  const marked = new Fields.Fields();
  const mark = new Fields.Private();
  mark.setType('High');
  await marked.setPrivate(mark);
  const update = await operations.updateField(id, await change(marked), await params([Fields.UpdateFieldParam.MODULE, 'Leads']));
  assert.equal(valueOf(update.getObject().getFields()[0].getStatus()), 'success');

  const field = await fieldOf('Leads', 'Passport_Number');
  assert.equal(field.getId(), id);
  assert.equal(field.getCustomField(), true);
  assert.equal(field.getPrivate().getType(), 'High');
  assert.equal(field.getPrivate().getRestricted(), true);

  const deleted = await operations.deleteField(id, await params([Fields.DeleteFieldParam.MODULE, 'Leads']));
  assert.equal(valueOf(deleted.getObject().getFields()[0].getStatus()), 'success');
  assert.equal(await fieldOf('Leads', 'Passport_Number'), undefined);
});

test('A field that cannot be personal says so in the list of fields', async () => {
  const operations = new Fields.FieldsOperations();
  const marked = new Fields.Fields();
  const mark = new Fields.Private();
  mark.setType('Low');
  await marked.setPrivate(mark);
  const website = await fieldOf('Accounts', 'Website');

  const answer = await operations.updateField(website.getId(), await change(marked), await params([Fields.UpdateFieldParam.MODULE, 'Accounts']));

  assert.equal(answer.getStatusCode(), 400);
  const exception = refusal(answer.getObject().getFields()[0]);
  assert.deepEqual([exception.type, exception.code, exception.message], ['APIException', 'NOT_ALLOWED', 'Private is not allowed']);
});

test('Fields of an unknown module are refused', async () => {
  const answer = await new Fields.FieldsOperations().getFields(await params([Fields.GetFieldsParam.MODULE, 'Nothing']));

  assert.equal(answer.getStatusCode(), 400);
  assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'INVALID_MODULE']);
});
