import { describe, expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { GateError } from '../../errors.ts';
import type { RequestOptions, ServiceNowClient } from '../../servicenow/client.ts';
import { lookAt } from './check.ts';
import { unwritten, write } from './write.ts';

type Body = Readonly<Record<string, string>>;

/** An instance with one change at most. @param fails what becomes of a write, by what it writes into `state` */
function instance(
  fails: (state: string | undefined) => Error | undefined = () => undefined,
  approvers: readonly string[] = ['requested'],
) {
  const writes: Body[] = [];
  const row = { number: 'CHG0030001', type: 'normal', state: '-5', active: 'true', sys_created_by: 'ci.bot' };
  const change: Record<string, string> = { ...row, approval: 'not requested', on_hold: 'false' };
  const answer = () =>
    Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, { value, display_value: value }]),
    );
  const request = async (method: string, path: string, { body }: RequestOptions = {}): Promise<unknown> => {
    if (path.includes('sysapproval_approver')) {
      return approvers.map((state) => ({ sysapproval: change.sys_id ?? '', state }));
    }
    if (path.endsWith('/nextstates')) return { available_states: [] };
    if (method !== 'GET') {
      const fields = body as Body;
      writes.push(fields);
      const failure = fails(fields.state);
      if (failure !== undefined) throw failure;
      Object.assign(change, fields);
    }
    return path.endsWith('/change_request') && method === 'GET' ? [] : answer();
  };
  return { writes, client: { instanceUrl: 'https://acme', userName: 'ci.bot', request } as ServiceNowClient };
}

async function look({ client }: { client: ServiceNowClient }, inputs: Body = {}, breaks = false) {
  const given = { 'check-write': 'true', data: '{"short_description": "Deploy"}', ...inputs };
  const before = [{ id: 'data.x', title: 'X', outcome: 'does-not-hold', detail: '', breaks } as const];
  return lookAt(write, await checkContext({ client, inputs: given }), before);
}

const verdicts = (lines: Awaited<ReturnType<typeof look>>) =>
  lines.map(({ id, outcome, breaks }) => `${id} ${outcome}${breaks ? ' breaks' : ''}`);

const LATER = 'write.later could-not-be-seen';

const refused = () =>
  new GateError('RULE_ABORTED', 'A rule does not allow it.', { remedy: 'Ask the admin.' });

describe('a change that a check opens', () => {
  it('is opened, brought to its approval and canceled, by a name that says what it is', async () => {
    const { writes, client } = instance();
    const lines = await look({ client });
    expect(verdicts(lines)).toEqual([
      'write.opened holds',
      'write.approval holds',
      'write.canceled holds',
      LATER,
    ]);
    expect(lines[1]?.detail).toContain('Requests for approval that went to people: 1.');
    expect(writes.map(({ state }) => state)).toEqual([undefined, '-4', '4']);
    expect(writes[0]?.short_description).toBe('Change Gate check, canceled again at once. Deploy');
    expect(writes[0]?.correlation_id).toMatch(/^change-gate-check:[0-9a-f-]{36}$/);
  });

  it('asks nobody where submit is false', async () => {
    const { writes, client } = instance();
    expect(verdicts(await look({ client }, { submit: 'false' }))).toEqual([
      'write.opened holds',
      'write.canceled holds',
      LATER,
    ]);
    expect(writes.map(({ state }) => state)).toEqual([undefined, '4']);
  });

  it('is none without check-write, and where the configuration would fail already', async () => {
    const { writes, client } = instance();
    expect(await look({ client }, { 'check-write': 'false' })).toEqual([]);
    expect(verdicts(await look({ client }, {}, true))).toEqual(['write could-not-be-seen']);
    expect(writes).toEqual([]);
  });

  it('is what could not be seen where none may be written, unless the configuration fails already', async () => {
    const { client } = instance();
    const context = await checkContext({ client, inputs: { data: '{}' } });
    expect(verdicts([...(await lookAt(unwritten, context, []))])).toEqual(['write could-not-be-seen']);
    const broken = [
      { id: 'data.x', title: 'X', outcome: 'does-not-hold', detail: '', breaks: true },
    ] as const;
    expect(await lookAt(unwritten, context, broken)).toEqual([]);
    const writing = await checkContext({ client, inputs: { data: '{}', 'check-write': 'true' } });
    expect(await lookAt(unwritten, writing, [])).toEqual([]);
  });

  it('keeps as much of a long short description as is given, so that the instance cuts it as that of open', async () => {
    const { writes, client } = instance();
    await look({ client }, { data: JSON.stringify({ short_description: 'x'.repeat(200) }) });
    expect(writes[0]?.short_description).toHaveLength(200);
  });

  it('is not known to ask people where nobody is asked so far', async () => {
    const { client } = instance(() => undefined, []);
    expect(verdicts(await look({ client }))).toContain('write.approval could-not-be-seen');
  });

  it('is told of where an earlier check left it, and breaks nothing', async () => {
    const { client } = instance();
    const left = { number: 'CHG0030007', correlation_id: 'change-gate-check:1', active: 'true' };
    const others = [
      { ...left, active: 'false' },
      { ...left, correlation_id: 'codefresh:1:change' },
    ];
    const request: ServiceNowClient['request'] = async (method, path, options) =>
      options?.query?.sysparm_query?.includes('active=true')
        ? [left, ...others]
        : client.request(method, path, options);
    const [first] = await look({ client: { ...client, request } });
    expect(first).toMatchObject({ id: 'write.left', outcome: 'does-not-hold', breaks: false });
    expect(first?.detail).toContain('not canceled CHG0030007:');
  });

  it('is not opened where its model lets none be canceled', async () => {
    const { writes, client } = instance();
    const rows: Readonly<Record<string, object[]>> = {
      chg_model: [{ sys_id: 'a'.repeat(32), name: 'Globex', active: 'true', record_preset: '' }],
      sttrm_state: ['-5', '-4'].map((value) => ({
        sys_id: `s${value}`,
        sttrm_model: 'a'.repeat(32),
        state_value: value,
        state_label: value,
      })),
      sttrm_state_transition: [{ sys_id: 't', from_state: 's-5', to_state: 's-4' }],
    };
    const request: ServiceNowClient['request'] = async (method, path, options) =>
      rows[path.replace('/api/now/table/', '')] ?? client.request(method, path, options);
    const lines = await look({ client: { ...client, request } }, { 'change-model': 'Globex' });
    expect(verdicts(lines)).toEqual(['write could-not-be-seen']);
    expect(lines[0]?.detail).toContain('its model leads from -5 (-5) to no Canceled');
    expect(writes).toEqual([]);
  });

  it.each([
    ['false', 'write.approval does-not-hold'],
    ['true', 'write.approval does-not-hold breaks'],
  ])('is canceled too where its approval cannot be requested, with strict: %s', async (strict, line) => {
    const { writes, client } = instance((state) => (state === '-4' ? refused() : undefined));
    expect(verdicts(await look({ client }, { strict }))).toEqual([
      'write.opened holds',
      line,
      'write.canceled holds',
      LATER,
    ]);
    expect(writes.at(-1)?.state).toBe('4');
  });

  it.each([
    ['{"short_description": "Deploy"}', 'pipeline author', /^Name the group/],
    [`{"assignment_group": "${'a'.repeat(32)}"}`, 'ServiceNow admin', /add it to the data\.$/],
  ])('stays in New with %s: the remedy is not to complete what is canceled', async (data, who, remedy) => {
    const { client } = instance((state) => (state === '-4' ? refused() : undefined));
    const line = (await look({ client }, { data })).find(({ id }) => id === 'write.approval');
    expect(line).toMatchObject({ who, remedy: expect.stringMatching(remedy) });
    expect(line?.detail).not.toContain('Complete it');
  });

  it('is named where it cannot be canceled, with who can', async () => {
    const line = (await look(instance((state) => (state === '4' ? refused() : undefined)))).at(-2);
    expect(line).toMatchObject({
      id: 'write.canceled',
      outcome: 'does-not-hold',
      breaks: true,
      who: 'ServiceNow admin',
    });
    expect(line?.detail).toContain('CHG0030001 could not be canceled, and is left: https://acme/');
    expect(line?.remedy).toContain('cancel CHG0030001');
  });

  it('is canceled where the program itself fails on the way', async () => {
    const { writes, client } = instance((state) => (state === '-4' ? new TypeError('defect') : undefined));
    await expect(look({ client })).rejects.toThrow('defect');
    expect(writes.at(-1)?.state).toBe('4');
  });

  it('does not hold where the instance refuses it', async () => {
    const lines = await look(instance((state) => (state === undefined ? refused() : undefined)));
    expect(verdicts(lines)).toEqual(['write.opened does-not-hold breaks', LATER]);
    expect(lines[0]?.remedy).toBe('Ask the admin.');
  });

  it('is not known to be there where nobody answers, and is looked for by its key', async () => {
    const { writes, client } = instance((state) =>
      state === undefined ? new GateError('UNAVAILABLE', 'Down.') : undefined,
    );
    const lines = await look({ client });
    expect(verdicts(lines)).toEqual(['write.opened could-not-be-seen', LATER]);
    expect(lines[0]?.detail).toContain(
      `would be ${writes[0]?.correlation_id}: look for it in ServiceNow, and cancel it`,
    );
  });
});
