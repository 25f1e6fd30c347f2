/**
 * Decides about a change as people do, over the instance's REST API: `node decide.mjs approved|rejected`, for the change
 * whose sys_id is `CHANGE`. An approved change is then moved to Implement.
 */
import assert from 'node:assert/strict';

const { INSTANCE_URL, CHANGE } = process.env;
const [answer] = process.argv.slice(2);
assert(answer === 'approved' || answer === 'rejected', 'Usage: node decide.mjs approved|rejected');

const [IMPLEMENT, SCHEDULED] = ['-1', '-2'];
/** Assess and Authorize, each of which asks a group. */
const ROUNDS = 2;

for (let round = 0; round < ROUNDS && (await state()) !== SCHEDULED; round += 1) {
  const query = `sysapproval=${CHANGE}^state=requested^approver=javascript:gs.getUserID()`;
  const [request] = await ask('GET', `sysapproval_approver?sysparm_query=${encodeURIComponent(query)}`);
  assert(request, `Nobody was asked about ${CHANGE}.`);
  await ask('PATCH', `sysapproval_approver/${request.sys_id}`, { state: answer, comments: 'Self-test' });
  if (answer === 'rejected') process.exit();
}
await ask('PATCH', `change_request/${CHANGE}`, { state: IMPLEMENT });
assert.equal(await state(), IMPLEMENT);

async function state() {
  return (await ask('GET', `change_request/${CHANGE}?sysparm_fields=state`)).state;
}

/** @returns the `result` of the Table API's answer */
async function ask(method, path, body) {
  const response = await fetch(`${INSTANCE_URL}/api/now/table/${path}`, {
    method,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      Authorization: `Basic ${btoa('alex.approver:s3cret-word')}`,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  assert(response.ok, `${method} ${path} was answered ${response.status}: ${await response.clone().text()}`);
  return (await response.json()).result;
}
