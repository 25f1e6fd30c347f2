/** What an admin does in a running instance, over HTTP: the commands of docs/sandbox.md, against the binary as it is built. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';

const GUIDE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
const BIN = fileURLToPath(new URL('../../packages/sandbox/dist/bin.js', import.meta.url));

const sandbox = spawn(process.execPath, [BIN], { stdio: ['pipe', 'pipe', 'inherit'] });
let board = '';
let instance = '';

beforeAll(async () => {
  const [line] = await once(createInterface({ input: sandbox.stdout }), 'line');
  ({ board, serviceNow: instance } = JSON.parse(line as string));
});
afterAll(async () => {
  sandbox.kill();
  await once(sandbox, 'exit');
});

async function send(
  method: string,
  url: string,
  body?: string | object,
  headers: Record<string, string> = {},
) {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}

const form = (method: string, path: string, body?: object) =>
  send(method, `${board}/api/forms/${path}`, body);
const importing = (xml: string, type = 'application/xml', query = '') =>
  send('POST', `${board}/api/update-sets${query}`, xml, { 'Content-Type': type });

it('imports the app, enters a record in its form and reads it, as the guide has it', async () => {
  const [, commands = ''] = GUIDE.split('## As an admin');
  const script = /```sh\n([\s\S]*?)```/.exec(commands)?.[1] ?? '';
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-ec', script.replaceAll('curl ', 'curl -sw "\\n" ')],
    {
      cwd: fileURLToPath(new URL('.', UPDATE_SET)),
      env: { ...process.env, BOARD: board },
    },
  );
  const [imported, entered, read] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(imported.message).toMatch(/^Imported Change Gate \d/);
  expect(entered.result).toMatchObject({ ci: { value: 'codefresh' }, active: { value: 'true' } });
  const active = { display_value: 'true', value: 'true' };
  expect(read).toEqual({ result: [{ name: expect.objectContaining({ value: 'Codefresh here' }), active }] });
});

it('enters a rule of approval, as the guide has it: each decision has an answer, and the rule a user', async () => {
  const script = /```sh\n(enter\(\) [\s\S]*?)```/.exec(GUIDE)?.[1] ?? '';
  await promisify(execFile)('bash', ['-ec', script], { env: { ...process.env, BOARD: board } });
  const read = async (table: string, query: string) =>
    (await form('GET', `${table}?sysparm_query=${query}`)).json.result as Record<string, { value: string }>[];
  const decisions = await read(
    'sys_decision_question',
    'decision_table.name=Normal Change Policy^ORDERBYorder',
  );
  expect(decisions.map(({ label, order }) => `${order?.value} ${label?.value}`)).toEqual([
    '10 Tested',
    '100 Assess Technical Approvals',
    '110 Requires CAB Approval',
    '120 Low Risk Manager approval',
    '900 Otherwise',
  ]);
  for (const { answer } of decisions) {
    expect(await read('chg_approval_def', `sys_id=${answer?.value}`)).toHaveLength(1);
  }
  const [definition] = await read('chg_approval_def', 'name=Approved by rule');
  expect(await read('sys_user', `sys_id=${definition?.user?.value}^name=Approval Rule`)).toHaveLength(1);
  expect((await read('chg_policy_approval', 'name=Normal Change Policy'))[0]?.execution?.value).toBe('first');
});

describe('a form', () => {
  it('encrypts a password, and shows none', async () => {
    const credential = { name: 'Codefresh bot', user_name: 'bot', password: 's3cret' };
    const { status, json } = await form('POST', 'discovery_credentials', credential);
    expect(status).toBe(201);
    expect(json.result.password.display_value).toBe('********');
    expect(JSON.stringify(json)).not.toContain('s3cret');
  });

  it('changes and deletes a record, which references others by their names', async () => {
    const group = { assignment_group: 'DevOps', risk: 'High', short_description: 'Entered' };
    const { result } = (await form('POST', 'change_request', group)).json;
    expect(result).toMatchObject({
      assignment_group: { display_value: 'DevOps', value: expect.stringMatching(/^[0-9a-f]{32}$/) },
      risk: { display_value: 'High', value: '2' },
      sys_created_by: { value: 'admin' },
    });
    const path = `change_request/${result.sys_id.value}`;
    const changed = await form('PATCH', path, { short_description: 'Changed' });
    expect(changed.json.result.short_description.value).toBe('Changed');
    expect((await form('DELETE', path)).status).toBe(204);
    expect((await form('GET', path)).status).toBe(404);
  });

  it.each([
    ['x_change_gate_ci_server', { base: 'x' }, 'base: x_change_gate_ci_server has no such column'],
    ['x_change_gate_ci_server', { name: 'x', ci: 'codefresh' }, 'base_url: the column is mandatory'],
    ['change_request', { assignment_group: 'Nobody' }, 'assignment_group: there is no such record: Nobody'],
    ['change_request', { start_date: 'soon' }, 'start_date: this is no time: soon'],
    ['change_request', { sys_created_by: 'me' }, 'sys_created_by: the column is read-only'],
    ['x_change_gate_none', {}, 'Invalid table x_change_gate_none'],
  ])('of %s says of %j that it cannot be entered', async (table, values, said) => {
    const { status, json } = await form('POST', table, values);
    expect({ status, message: json.error.message }).toEqual({ status: 400, message: said });
  });

  it('opens no table of the app to web services', async () => {
    const admin = `Basic ${btoa(`${USERS.admin.userName}:${USERS.admin.password}`)}`;
    const url = `${instance}/api/now/table/x_change_gate_ci_server`;
    expect((await send('GET', url, undefined, { Authorization: admin })).status).toBe(403);
  });
});

const xml = readFileSync(UPDATE_SET, 'utf8');

it.each([
  ['skip', 'Ours'],
  ['accept', 'Registers builds that wait for a change. For the integration user of a CI, not for people.'],
] as const)(
  'an import tells what collides with what was changed here: %s leaves %s',
  async (handling, left) => {
    await importing(xml);
    const query = 'sysparm_query=name=x_change_gate.pipeline&sysparm_fields=sys_id,description';
    const read = async () => (await form('GET', `sys_user_role?${query}`)).json.result[0];
    const { value: id } = (await read()).sys_id;
    await form('PATCH', `sys_user_role/${id}`, { description: 'Ours' });
    const { json } = await importing(xml, 'application/xml', `?collisions=${handling}`);
    expect(json.collisions).toEqual([`sys_user_role_${id}`]);
    expect((await read()).description.value).toBe(left);
  },
);

describe('an import that is refused', () => {
  it('because a part of it is missing names that part', async () => {
    const [id = ''] = /[0-9a-f]{32}(?=<\/application>)/.exec(xml) ?? [];
    const withoutRecords = xml.replace(/<sys_update_xml[\s\S]*<\/sys_update_xml>/, '');
    const { status, json } = await importing(withoutRecords.replaceAll(id, 'a'.repeat(32)));
    expect(status).toBe(409);
    expect(json.message).toMatch(/refuses the update set "Change Gate .*no sys_app record/s);
  });

  it.each([
    ['no XML', 'change gate', /Cannot read the update set/],
    ['no update set', '<unload/>', /Not an update set: it has no <sys_remote_update_set>/],
  ])('because it is %s says so', async (_, text, said) => {
    const { status, json } = await importing(text);
    expect(status).toBe(409);
    expect(json.message).toMatch(said);
  });

  it('because it was not sent as XML says how', async () => {
    const { status, json } = await importing(xml, 'text/plain');
    expect(status).toBe(415);
    expect(json.message).toContain('application/xml');
  });
});
