import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, startServer } from './support/server.js';
import { body, cleanUp, create, initialize, params, record, records, refusal, sdk, valueOf, withAccessToken } from './support/sdk.js';

const { Profiles, Roles } = sdk;
const roles = new Roles.RolesOperations();
const profiles = new Profiles.ProfilesOperations();
let server;
before(async () => {
  server = await startServer();
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

const roleNamed = async (name) => (await roles.getRoles()).getObject().getRoles().find((role) => role.getName() === name);
const profileNamed = async (name) => (await profiles.getProfiles()).getObject().getProfiles().find((profile) => profile.getName() === name);

/** The one outcome of a change, which has to be a success. */
function successOf(outcome) {
  assert.equal(outcome.constructor.name, 'SuccessResponse', JSON.stringify(outcome, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
  return BigInt(outcome.getDetails().get('id'));
}

function rolesBody(role) {
  const request = new Roles.BodyWrapper();
  request.setRoles([role]);
  return request;
}

function profilesBody(profile) {
  const request = new Profiles.BodyWrapper();
  request.setProfiles([profile]);
  return request;
}

/** A profile like the standard one, without some of its permissions. */
async function profileWithout(name, ...permissions) {
  const standard = (await profileNamed('Standard')).getId();
  const wanted = new Profiles.Profile();
  wanted.setName(name);
  const made = await profiles.cloneProfiles(standard, profilesBody(wanted));
  assert.equal(made.getStatusCode(), 201);
  const id = successOf(made.getObject().getProfiles()[0]);
  const known = await permissionsOf(id);
  const change = new Profiles.Profile();
  change.setPermissionsDetails(
    permissions.map((permission) => {
      const detail = new Profiles.PermissionDetail();
      detail.setId(known.get(permission).getId());
      detail.setEnabled(false);
      return detail;
    }),
  );
  const changed = await profiles.updateProfile(id, profilesBody(change));
  assert.equal(successOf(changed.getObject().getProfiles()[0]), id);
  return id;
}

// The SDK's own call for this cannot read any success of it, and throws.
async function give(user, id) {
  const answer = await call(server, 'PUT', `users/${user}`, { users: [{ profile: { id: String(id) } }] });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

async function permissionsOf(profile) {
  const answer = await profiles.getProfile(profile);
  return new Map(answer.getObject().getProfiles()[0].getPermissionsDetails().map((detail) => [detail.getName(), detail]));
}

test('Roles are listed with whom they report to', async () => {
  const list = (await roles.getRoles()).getObject().getRoles();

  const top = list.find((role) => role.getReportingTo() == null);
  assert.equal(top.getName(), 'CEO');
  assert.equal(top.getAdminUser(), true);
  assert.equal((await roleNamed('Sales Manager')).getReportingTo().getId(), top.getId());
});

test('A role is made, renamed and deleted in favour of another one', async () => {
  const top = await roleNamed('CEO');
  const above = new Roles.ReportingTo();
  above.setId(top.getId());
  const wanted = new Roles.Role();
  wanted.setName('Night Shift');
  wanted.setDescription('Calls other time zones');
  wanted.setShareWithPeers(true);
  await wanted.setReportingTo(above);
  const made = await roles.createRoles(rolesBody(wanted));
  const id = successOf(made.getObject().getRoles()[0]);

  const change = new Roles.Role();
  change.setName('Late Shift');
  const renamed = await roles.updateRole(id, rolesBody(change));
  const role = (await roles.getRole(id)).getObject().getRoles()[0];
  const deleted = await roles.deleteRole(id, await params([Roles.DeleteRoleParam.TRANSFER_TO_ID, top.getId()]));
  const gone = await roles.getRole(id);

  assert.equal(made.getStatusCode(), 201);
  assert.deepEqual([renamed, deleted].map((answer) => successOf(answer.getObject().getRoles()[0])), [id, id]);
  assert.deepEqual([role.getName(), role.getDescription(), role.getShareWithPeers()], ['Late Shift', 'Calls other time zones', true]);
  assert.equal(role.getReportingTo().getId(), top.getId());
  assert.equal(role.getCreatedByS().getName(), 'Alex Morgan');
  assert.ok(role.getCreatedTimeS() instanceof Date);
  assert.deepEqual([gone.getStatusCode(), gone.getObject()], [204, null]);
});

test('A name of a role is not given twice', async () => {
  const twin = new Roles.Role();
  twin.setName('Sales Rep');
  const above = new Roles.ReportingTo();
  above.setId((await roleNamed('CEO')).getId());
  await twin.setReportingTo(above);

  const answer = await roles.createRoles(rolesBody(twin));

  assert.equal(answer.getStatusCode(), 400);
  const exception = refusal(answer.getObject().getRoles()[0]);
  assert.deepEqual([exception.type, exception.code], ['APIException', 'DUPLICATE_DATA']);
});

test('Profiles are listed, and one of them tells its permissions', async () => {
  const administrator = await profileNamed('Administrator');
  const standard = await profileNamed('Standard');

  const permissions = await permissionsOf(standard.getId());

  assert.deepEqual([administrator.getCustom(), standard.getCustom()], [false, false]);
  assert.equal(valueOf(standard.getType()), 'normal_profile');
  const edit = permissions.get('Crm_Implied_Edit_Leads');
  assert.deepEqual([edit.getModule(), edit.getEnabled(), edit.getCustomizable()], ['Leads', true, true]);
  assert.deepEqual(edit.getParentPermissions().map(String), [permissions.get('Crm_Implied_View_Leads').getId()]);
});

test('A profile decides what its users may do', async () => {
  const [lead] = await create('Leads', { Last_Name: 'Profiled' });
  const id = await profileWithout('Readers', 'Crm_Implied_Edit_Leads', 'Crm_Implied_View_Deals');
  assert.equal((await permissionsOf(id)).get('Crm_Implied_Edit_Leads').getEnabled(), false);
  const [, user] = server.organization.users;
  await give(user.id, id);

  await initialize(server, withAccessToken(user.access_token));
  try {
    const fields = await params([sdk.Record.GetRecordsParam.FIELDS, 'id']);
    const read = await records('Leads').getRecord(lead);
    const changed = await records('Leads').updateRecord(lead, body(record({ City: 'Oslo' })));
    const deals = await records('Deals').getRecords(fields);

    assert.equal(read.getObject().getData()[0].getKeyValue('Last_Name'), 'Profiled');
    assert.deepEqual([changed.getStatusCode(), deals.getStatusCode()], [403, 403]);
    for (const answer of [changed, deals]) {
      assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'NO_PERMISSION']);
    }
  } finally {
    await initialize(server);
  }
});

test('A deleted profile leaves its users to another one', async () => {
  const id = await profileWithout('Short-lived', 'Crm_Implied_Delete_Leads');
  const heir = (await profileNamed('Standard')).getId();

  const deleted = await profiles.deleteProfile(id, await params([Profiles.DeleteProfileParam.TRANSFER_TO, heir]));
  const gone = await profiles.getProfile(id);

  assert.equal(successOf(deleted.getObject()), id);
  assert.equal(gone.getStatusCode(), 400);
  assert.deepEqual([refusal(gone.getObject()).type, refusal(gone.getObject()).code], ['APIException', 'INVALID_DATA']);
});

test('The profile that may do everything cannot be changed', async () => {
  const change = new Profiles.Profile();
  change.setName('Almighty');

  const answer = await profiles.updateProfile((await profileNamed('Administrator')).getId(), profilesBody(change));

  assert.equal(answer.getStatusCode(), 400);
  assert.deepEqual([refusal(answer.getObject()).type, refusal(answer.getObject()).code], ['APIException', 'NOT_ALLOWED']);
});
