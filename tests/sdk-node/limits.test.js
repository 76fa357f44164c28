import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.js';
import { body, cleanUp, initialize, record, records, refusal } from './support/sdk.js';

const credits = 60;
let server;
before(async () => {
  server = await startServer({ PrivacyCrm__Limits__ApiCredits: String(credits) });
  await initialize(server);
});
after(async () => {
  await server.stop();
  await cleanUp();
});

test('Credits that run out are told, and those that are left before that', async () => {
  const told = [];
  let answer;
  do {
    answer = await records('Accounts').createRecords(body(record({ Account_Name: 'One more' })));
    told.push(answer.getHeaders().get('x-api-credits-remaining'));
  } while (answer.getStatusCode() === 201 && told.length < 2 * credits);

  assert.equal(answer.getStatusCode(), 429);
  assert.deepEqual(refusal(answer.getObject()).code, 'TOO_MANY_REQUESTS');
  assert.equal(refusal(answer.getObject()).type, 'APIException');
  assert.equal(told[0], undefined);
  assert.deepEqual(told.slice(-4), ['2', '1', '0', '0']);
});
