/** The approvals of a change, as clients meet them over HTTP: those of a pipeline, and those of the people who are asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { CAB } from '../../base-system/seed/approval-policies.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import { clientOf, type RestClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';

const CHANGES = '/api/now/table/change_request';
const APPROVALS = '/api/now/table/sysapproval_approver';
const MEMBER = USERS.teamMember.userName;
const OF_CAB = USERS.changeManager.userName;
const MANAGER = USERS.employee.userName;

let instance: ServiceNowInstance;
let call: RestClient;
let groups = 0;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
});
afterAll(() => instance.close());

const userId = (name: string) => instance.database.find('sys_user', 'user_name', name)?.sys_id ?? '';

/** @returns the sys_id of a new group */
function group(manager: string, ...members: string[]): string {
  groups += 1;
  const row = { name: `Team ${groups}`, manager: manager === '' ? '' : userId(manager) };
  const sysId = instance.database.insert('sys_user_group', row, 'admin').sys_id ?? '';
  for (const member of members) join(sysId, member);
  return sysId;
}

function join(sysId: string, member: string): void {
  instance.database.insert('sys_user_grmember', { group: sysId, user: userId(member) }, 'admin');
}

/** Opens a change and asks for its approval. @returns its path */
async function submit(fields: Record<string, string>, state = '-4'): Promise<string> {
  const { json } = await call('POST', CHANGES, fields);
  const path = `${CHANGES}/${json.result.sys_id}`;
  expect((await call('PATCH', path, { state })).status).toBe(200);
  return path;
}

const read = async (path: string) => (await call('GET', path)).json.result;

async function recordsOf(path: string): Promise<Record<string, string>[]> {
  const query = `sysapproval=${path.split('/').at(-1)}^ORDERBYsys_created_on`;
  const fields = 'sys_id,state,approver.user_name,sysapproval,document_id,source_table';
  return (await call('GET', `${APPROVALS}?sysparm_query=${query}&sysparm_fields=${fields}`)).json.result;
}

/** Who was asked, in order, and what has become of it. */
async function asked(path: string): Promise<string[]> {
  return (await recordsOf(path)).map((row) => `${row['approver.user_name']}: ${row.state}`);
}

/** The person who is asked writes it into the record, as in the form *My Approvals*. */
async function answer(path: string, user: keyof typeof USERS, fields: object): Promise<number> {
  const { userName } = USERS[user];
  const mine = (await recordsOf(path)).findLast((row) => row['approver.user_name'] === userName);
  return (await clientOf(instance.url, user)('PATCH', `${APPROVALS}/${mine?.sys_id}`, fields)).status;
}

const approve = (path: string, user: keyof typeof USERS) => answer(path, user, { state: 'approved' });

describe('a normal change', () => {
  it('is approved twice: approving once leaves it in Authorize', async () => {
    const path = await submit({ assignment_group: group('', MEMBER) });
    expect(await read(path)).toMatchObject({ state: '-4', approval: 'requested' });
    expect(await asked(path)).toEqual([`${MEMBER}: requested`]);
    expect(await approve(path, 'teamMember')).toBe(200);
    expect(await read(path)).toMatchObject({ state: '-3', approval: 'requested' });
    expect(await asked(path)).toEqual([`${MEMBER}: approved`, `${OF_CAB}: requested`]);
    expect((await call('PATCH', path, { state: '-2' })).status).toBe(403);
    expect(await approve(path, 'changeManager')).toBe(200);
    expect(await read(path)).toMatchObject({ state: '-2', approval: 'approved' });
    expect(await asked(path)).toEqual([`${MEMBER}: approved`, `${OF_CAB}: approved`]);
  });

  it('has a record for each person who is asked, which names the change', async () => {
    const path = await submit({ assignment_group: group('', MEMBER) });
    const change = path.split('/').at(-1);
    expect(await recordsOf(path)).toMatchObject([
      { sysapproval: { value: change }, document_id: change, source_table: 'change_request' },
    ]);
  });

  it.each([
    ['the CAB', 'high', '2', MANAGER, [MEMBER], OF_CAB],
    ['the CAB', 'moderate', '3', MANAGER, [MEMBER], OF_CAB],
    ['the CAB', 'low, and the group has no manager', '4', '', [MEMBER], OF_CAB],
    ['the CAB', 'empty, and the group has no manager', '', '', [MEMBER], OF_CAB],
    ["the group's manager", 'low', '4', MANAGER, [MEMBER], MANAGER],
  ])('asks %s in Authorize where its risk is %s', async (_, __, risk, manager, members, approver) => {
    const path = await submit({ risk, assignment_group: group(manager, ...members) });
    await approve(path, 'teamMember');
    expect(await asked(path)).toEqual([`${MEMBER}: approved`, `${approver}: requested`]);
    expect(await read(path)).toMatchObject({ state: '-3', approval: 'requested' });
  });

  it.each([
    ['low, and the manager has approved it in Assess', '4', MEMBER],
    ['empty, and the group has a manager', '', MANAGER],
  ])('asks nobody in Authorize where its risk is %s', async (_, risk, manager) => {
    const path = await submit({ risk, assignment_group: group(manager, MEMBER) });
    await approve(path, 'teamMember');
    expect(await asked(path)).toEqual([`${MEMBER}: approved`]);
    expect(await read(path)).toMatchObject({ state: '-2', approval: 'approved' });
  });

  it('of a group without members passes Assess, and asks the CAB', async () => {
    const path = await submit({ assignment_group: group('') });
    expect(await asked(path)).toEqual([`${OF_CAB}: requested`]);
    expect(await read(path)).toMatchObject({ state: '-3', approval: 'requested' });
  });

  it('that nobody is asked about is approved at once', async () => {
    const path = await submit({ assignment_group: group(MANAGER) });
    expect(await asked(path)).toEqual([]);
    expect(await read(path)).toMatchObject({ state: '-2', approval: 'approved' });
  });

  it('waits for one of several, once each: the first answer decides, and the others count no more', async () => {
    const team = group('', MEMBER, OF_CAB);
    join(team, MEMBER);
    const path = await submit({ assignment_group: team });
    expect(await asked(path)).toEqual([`${MEMBER}: requested`, `${OF_CAB}: requested`]);
    await approve(path, 'changeManager');
    expect(await asked(path)).toEqual([
      `${MEMBER}: not_required`,
      `${OF_CAB}: approved`,
      `${OF_CAB}: requested`,
    ]);
    await answer(path, 'teamMember', { state: 'rejected', comments: 'Too late' });
    expect(await read(path)).toMatchObject({ state: '-3', approval: 'requested' });
  });
});

describe('other types', () => {
  it('ask the CAB once, if they are emergencies', async () => {
    const path = await submit({ type: 'emergency', assignment_group: group(MANAGER, MEMBER) }, '-3');
    expect(await asked(path)).toEqual([`${OF_CAB}: requested`]);
    await approve(path, 'changeManager');
    expect(await read(path)).toMatchObject({ state: '-2', approval: 'approved' });
  });

  it('ask nobody, if they are standard changes', async () => {
    const path = await submit({ type: 'standard', assignment_group: group('', MEMBER) }, '-2');
    expect(await asked(path)).toEqual([]);
    expect(await read(path)).toMatchObject({ state: '-2', approval: 'approved' });
  });
});

describe('a rejection', () => {
  it.each([
    ['Assess', 'teamMember', []],
    ['Authorize', 'changeManager', [`${MEMBER}: approved`]],
  ] as const)('in %s ends the approval: who asks again begins with Assess', async (_, user, before) => {
    const { userName } = USERS[user];
    const path = await submit({ assignment_group: group('', MEMBER) });
    if (before.length > 0) await approve(path, 'teamMember');
    expect(await answer(path, user, { state: 'rejected', comments: 'Not on a Friday' })).toBe(200);
    expect(await read(path)).toMatchObject({ state: '-5', approval: 'rejected' });
    expect(await asked(path)).toEqual([...before, `${userName}: rejected`]);
    const rejected = (await recordsOf(path)).at(-1);
    const said = await call('GET', `/api/now/table/sys_journal_field?element_id=${rejected?.sys_id}`);
    expect(said.json.result).toMatchObject([
      { element: 'comments', value: 'Not on a Friday', sys_created_by: userName },
    ]);
    await call('PATCH', path, { state: '-4' });
    expect(await read(path)).toMatchObject({ state: '-4', approval: 'requested' });
    expect((await asked(path)).at(-1)).toBe(`${MEMBER}: requested`);
  });
});

it('a change that is reverted to New begins its approval again', async () => {
  const path = await submit({ assignment_group: group('', MEMBER) });
  await approve(path, 'teamMember');
  await call('PATCH', path, { state: '-5' });
  expect(await read(path)).toMatchObject({ state: '-5', approval: 'not requested' });
  expect(await asked(path)).toEqual([`${MEMBER}: approved`, `${OF_CAB}: cancelled`]);
  await call('PATCH', path, { state: '-4' });
  expect(await read(path)).toMatchObject({ state: '-4', approval: 'requested' });
});

it('a group of nobody is as good as approved, the CAB too', async () => {
  const cab = instance.database.find('sys_user_group', 'name', CAB)?.sys_id ?? '';
  const [seat] = instance.database.query('sys_user_grmember', `group=${cab}`);
  instance.database.delete('sys_user_grmember', seat?.sys_id ?? '', 'admin');
  const path = await submit({ type: 'emergency', assignment_group: group('') }, '-3');
  expect(await asked(path)).toEqual([]);
  expect(await read(path)).toMatchObject({ state: '-2', approval: 'approved' });
  join(cab, OF_CAB);
});
