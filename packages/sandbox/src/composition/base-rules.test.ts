/** Rules of changes that nobody gets round: over HTTP, at a sandbox that is another process. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { USERS } from '../servicenow/index.ts';
import { basic, SandboxProcess, send } from './fixtures/sandbox-process.ts';

let sandbox: SandboxProcess;
let table: string;

beforeAll(async () => {
  const started = await SandboxProcess.start('serviceNow: {}\n');
  sandbox = started.process;
  table = `${started.urls.serviceNow}/api/now/table`;
});
afterAll(() => sandbox.close());

const call = (method: string, path: string, body?: object) =>
  send(method, `${table}/${path}`, basic(USERS.integration), body);

const sysIdOf = async (name: string, inTable: string): Promise<string> =>
  (await call('GET', `${inTable}?name=${name}`)).json.result[0].sys_id;

/** A change of a group and an item. @returns its path */
async function open(type: string): Promise<string> {
  const change = {
    type,
    assignment_group: await sysIdOf('DevOps', 'sys_user_group'),
    cmdb_ci: await sysIdOf('globex-web', 'cmdb_ci'),
  };
  return `change_request/${(await call('POST', 'change_request', change)).json.result.sys_id}`;
}

it('refuses another configuration item in Assess', async () => {
  const path = await open('normal');
  expect((await call('PATCH', path, { state: '-4' })).json.result.state).toBe('-4');
  const refused = await call('PATCH', path, { cmdb_ci: '' });
  expect(refused).toMatchObject({ status: 403, json: { error: { message: 'Operation Failed' } } });
  expect(refused.json.error.detail).toContain("Business Rule 'Change Model: Read only CI^");
});

it('refuses to close a change with a task that somebody has made and nobody has closed', async () => {
  const path = await open('standard');
  for (const state of ['-2', '-1']) await call('PATCH', path, { state });
  const change_request = path.split('/')[1];
  const { json } = await call('POST', 'change_task', { change_request, short_description: 'Tell the users' });
  await call('PATCH', path, { state: '0' });
  const done = { state: '3', close_code: 'successful', close_notes: 'done' };
  expect((await call('PATCH', path, done)).status).toBe(403);
  expect((await call('PATCH', `change_task/${json.result.sys_id}`, done)).status).toBe(200);
  expect((await call('PATCH', path, done)).json.result.state).toBe('3');
});

it('keeps a normal change in Authorize when it has been approved once', async () => {
  const path = await open('normal');
  await call('PATCH', path, { state: '-4' });
  const approve = async (user: keyof typeof USERS) => {
    const query = `sysapproval=${path.split('/')[1]}^state=requested`;
    const [asked] = (await call('GET', `sysapproval_approver?sysparm_query=${query}`)).json.result;
    const approval = `${table}/sysapproval_approver/${asked.sys_id}`;
    return (await send('PATCH', approval, basic(USERS[user]), { state: 'approved' })).status;
  };
  expect(await approve('teamMember')).toBe(200);
  expect((await call('GET', path)).json.result).toMatchObject({ state: '-3', approval: 'requested' });
  for (const state of ['-2', '-1']) expect((await call('PATCH', path, { state })).status).toBe(403);
  expect(await approve('changeManager')).toBe(200);
  expect((await call('GET', path)).json.result).toMatchObject({ state: '-2', approval: 'approved' });
});
