import { describe, expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { dictionaryOf, shownTables } from '../../../test/shown-tables.ts';
import { data } from './data.ts';

type Row = Readonly<Record<string, string>>;

const ID = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const GROUP = { sys_id: ID, name: 'Shop', active: 'true' };

async function look(
  tables: Readonly<Record<string, readonly Row[]>>,
  fields: Row,
  more: { readonly inputs?: Row; readonly isLenient?: boolean } = {},
) {
  const inputs = { data: JSON.stringify(fields), ...more.inputs };
  const given = { client: shownTables(tables), inputs, isLenient: more.isLenient === true };
  const lines = await data.look(await checkContext(given), []);
  return new Map(lines.map((line) => [line.id.replace('data.', ''), line]));
}

const verdict = (line: { outcome: string; breaks: boolean } | undefined) => [line?.outcome, line?.breaks];

describe('a record that the data names', () => {
  const by = (name: string) => ({ assignment_group: name });

  it.each([
    ['a name', 'Shop', [GROUP], 'holds', false],
    ['a name that nobody has', 'Other', [GROUP], 'does-not-hold', true],
    ['a name that two have', 'Shop', [GROUP, { ...GROUP, sys_id: OTHER }], 'does-not-hold', true],
    ['a name of one that is inactive', 'Shop', [{ ...GROUP, active: 'false' }], 'does-not-hold', true],
    ['a sys_id', ID, [GROUP], 'holds', false],
    ['a sys_id of one that is inactive', ID, [{ ...GROUP, active: 'false' }], 'does-not-hold', false],
    ['a sys_id that is not shown', OTHER, [GROUP], 'could-not-be-seen', false],
    [
      'a sys_id of one that hides whether it is active',
      ID,
      [{ sys_id: ID, name: 'Shop' }],
      'could-not-be-seen',
      false,
    ],
  ] as const)('by %s', async (_what, name, groups, outcome, breaks) => {
    const lines = await look({ sys_user_group: groups }, by(name));
    expect(verdict(lines.get('assignment_group'))).toEqual([outcome, breaks]);
  });

  it('is missed where it is the group that people are asked by', async () => {
    const group = async (fields: Row, inputs: Row = {}) =>
      (await look({ sys_user_group: [GROUP] }, fields, { inputs })).get('assignment_group');
    expect(await group({ short_description: 'Deploy' })).toMatchObject({
      outcome: 'could-not-be-seen',
      who: 'pipeline author',
      remedy: expect.stringContaining('assignment_group'),
    });
    expect(await group({ short_description: 'Deploy' }, { submit: 'false' })).toBeUndefined();
    expect(await group(by('Shop'))).toMatchObject({ outcome: 'holds' });
  });

  it('cannot be seen where its table is closed', async () => {
    expect((await look({}, by('Shop'))).get('assignment_group')?.outcome).toBe('could-not-be-seen');
  });

  it('breaks nothing where an older step leaves it out, unless people are asked by it', async () => {
    const lines = await look(
      { sys_user: [], sys_user_group: [] },
      { ...by('Other'), assigned_to: 'nobody' },
      { isLenient: true },
    );
    expect(verdict(lines.get('assigned_to'))).toEqual(['does-not-hold', false]);
    expect(verdict(lines.get('assignment_group'))).toEqual(['does-not-hold', true]);
  });

  it('may be a template, an affected CI, or of a task; the same one is told once', async () => {
    const tables = {
      std_change_record_producer: [],
      cmdb_ci: [{ sys_id: ID, name: 'web', install_status: '1', operational_status: '1' }],
      sys_user_group: [GROUP],
    };
    const inputs = {
      'standard-template': 'Gone',
      'affected-cis': 'web, db',
      tasks: '[{"short_description": "a", "assignment_group": "Shop"}]',
    };
    const lines = await look(tables, by('Shop'), { inputs });
    const told = [...lines]
      .filter(([id]) => !/^(mandatory|policies)/.test(id))
      .map(([id, { outcome }]) => `${id} ${outcome}`);
    expect(told).toEqual([
      'standard-template does-not-hold',
      'assignment_group holds',
      'affected-cis holds',
      'affected-cis.2 does-not-hold',
    ]);
  });

  it("by a column of the company's own needs a sys_id", async () => {
    const tables = dictionaryOf({ 'change_request.u_team': { reference: 'sys_user_group' } });
    expect(verdict((await look(tables, { u_team: 'Shop' })).get('u_team'))).toEqual(['does-not-hold', false]);
    expect((await look(tables, { u_team: ID })).has('u_team')).toBe(false);
  });
});

describe('the inputs of the change', () => {
  it('are the only line where they contradict one another', async () => {
    const lines = await look({}, { type: 'normal' }, { inputs: { 'change-type': 'emergency' } });
    expect([...lines.keys()]).toEqual(['inputs']);
    expect(verdict(lines.get('inputs'))).toEqual(['does-not-hold', true]);
  });
});

describe('fields that the dictionary makes mandatory', () => {
  const tables = dictionaryOf({
    'change_request.u_cost': { mandatory: 'true', column_label: 'Cost' },
    'change_request.u_kept': { mandatory: 'true', read_only: 'true' },
    'change_request.u_filled': { mandatory: 'true', default_value: 'x' },
  });

  it('bind no pipeline, and are told where the data misses them', async () => {
    const line = (await look(tables, {})).get('mandatory');
    expect(verdict(line)).toEqual(['does-not-hold', false]);
    expect(line?.detail).toContain('makes u_cost (Cost) mandatory');
    expect((await look(tables, { u_cost: '1' })).get('mandatory')?.outcome).toBe('holds');
  });

  it('are those of the table itself', async () => {
    const override = {
      name: 'change_request',
      element: 'description',
      mandatory_override: 'true',
      mandatory: 'true',
    };
    const tasks = dictionaryOf({ 'task.description': {} });
    const line = (await look({ ...tasks, sys_dictionary_override: [override] }, {})).get('mandatory');
    expect(line?.detail).toContain('makes description (description) mandatory');
    const { sys_dictionary_override: _, ...closed } = tasks;
    expect((await look(closed, {})).get('mandatory')?.outcome).toBe('could-not-be-seen');
  });

  it('could not be seen where the dictionary is closed', async () => {
    expect((await look({}, {})).get('mandatory')?.outcome).toBe('could-not-be-seen');
  });
});

describe('a data policy', () => {
  const policy = (conditions: string, ...fields: readonly string[]): Record<string, readonly Row[]> => ({
    ...dictionaryOf({ 'change_request.u_filled': { default_value: 'x' } }),
    sys_user_group: [GROUP],
    sys_data_policy2: [
      {
        sys_id: 'p',
        short_description: 'Our rule!',
        model_table: 'change_request',
        conditions,
        inherit: 'false',
        active: 'true',
      },
    ],
    sys_data_policy_rule: fields.map((field) => ({
      sys_data_policy: 'p',
      field,
      mandatory: 'true',
      disabled: 'ignore',
    })),
  });
  const of = async (tables: Parameters<typeof look>[0], fields: Row = {}) => {
    const lines = await look(tables, fields);
    return lines.get('policies.our-rule') ?? lines.get('policies');
  };

  it.each([
    ['', {}, 'does-not-hold', true],
    ['', { justification: 'why' }, 'holds', false],
    ['state=-5^EQ', {}, 'does-not-hold', true],
    ['risk=2', {}, 'could-not-be-seen', false],
    ['risk=2', { risk: '2' }, 'does-not-hold', true],
    ['risk=2', { risk: '3' }, 'holds', false],
    ['risk=2', { justification: 'why' }, 'holds', false],
    ['assignment_groupISNOTEMPTY', { assignment_group: 'Shop' }, 'does-not-hold', true],
    ['state=0', {}, 'could-not-be-seen', false],
    ['state=-4', {}, 'does-not-hold', false],
    ['approval=approved', {}, 'could-not-be-seen', false],
    ['stateSTARTSWITH-5', {}, 'could-not-be-seen', false],
  ] as const)(
    'of "%s" that demands a justification, given %j: %s',
    async (conditions, fields, outcome, breaks) => {
      expect(verdict(await of(policy(conditions, 'justification'), fields))).toEqual([outcome, breaks]);
    },
  );

  it('that asks for approval where it is asked for keeps the change in New', async () => {
    const tables = policy('state=-4', 'justification');
    expect(verdict(await of(tables))).toEqual(['does-not-hold', false]);
    const strict = await look(tables, {}, { inputs: { strict: 'true' } });
    expect(verdict(strict.get('policies.our-rule'))).toEqual(['does-not-hold', true]);
  });

  it('is not known to refuse what a template, a default value or a script may fill in', async () => {
    const tables = policy('', 'justification');
    const template = { 'standard-template': ID };
    const made = await look(tables, {}, { inputs: template });
    expect(verdict(made.get('policies.our-rule'))).toEqual(['could-not-be-seen', false]);
    const { sys_dictionary: _, ...closed } = tables;
    expect(verdict(await of(closed))).toEqual(['could-not-be-seen', false]);
    const computed = dictionaryOf({ 'task.opened_by': { default_value: 'javascript:gs.getUserID()' } });
    expect((await of({ ...policy('', 'opened_by'), ...computed }))?.outcome).toBe('holds');
  });

  it('of tasks is looked at where there are tasks', async () => {
    const [own = {}] = policy('').sys_data_policy2 ?? [];
    const tables = {
      ...policy('', 'justification'),
      sys_data_policy2: [{ ...own, model_table: 'change_task' }],
      sys_db_object: [
        ...(policy('').sys_db_object ?? []),
        { name: 'change_task', 'super_class.name': 'task' },
      ],
    };
    expect(await of(tables)).toMatchObject({ outcome: 'could-not-be-seen' });
    const inputs = { tasks: '[{"short_description": "Watch"}]' };
    const lines = await look(tables, {}, { inputs });
    expect(verdict(lines.get('policies.our-rule'))).toEqual(['does-not-hold', true]);
    expect(lines.get('policies.our-rule')?.detail).toContain('the data of task "Watch" misses');
  });

  it('demands nothing that close writes, or that the instance fills in', async () => {
    expect((await of(policy('state=3', 'close_code', 'close_notes')))?.outcome).toBe('holds');
    expect((await of(policy('', 'u_filled', 'number')))?.outcome).toBe('holds');
  });

  it('names itself, its fields and its condition where that could not be told', async () => {
    expect(await of(policy('risk=2', 'justification', 'u_x'))).toMatchObject({
      title: 'Data policy "Our rule!"',
      detail: expect.stringContaining('makes justification, u_x mandatory where risk=2'),
    });
  });

  it.each([
    ['the table is closed', {}],
    ['none is shown', { ...policy(''), sys_data_policy2: [] }],
  ])('could not be seen where %s', async (_what, tables) => {
    expect((await look(tables, {})).get('policies')?.outcome).toBe('could-not-be-seen');
  });
});

describe('a value of the data', () => {
  const tables = dictionaryOf({
    'task.short_description': { max_length: '10' },
    'task.impact': { internal_type: 'integer' },
    'task.active': { internal_type: 'boolean' },
    'task.u_share': { internal_type: 'decimal' },
  });

  it.each([
    ['short_description', 'Longer than ten', 'does-not-hold'],
    ['short_description', 'Short', undefined],
    ['impact', 'much', 'does-not-hold'],
    ['impact', '2', undefined],
    ['active', 'maybe', 'does-not-hold'],
    ['u_share', '0.5', undefined],
    ['u_share', 'half', 'does-not-hold'],
    ['u_else', 'whatever', undefined],
  ])('%s: %j', async (column, value, outcome) => {
    const strict = { inputs: { strict: 'true' } };
    expect((await look(tables, { [column]: value }, strict)).get(column)?.outcome).toBe(outcome);
    if (outcome === undefined) return;
    expect(verdict((await look(tables, { [column]: value })).get(column))).toEqual([outcome, false]);
  });

  it('could not be seen where the dictionary is closed, which counts where it must arrive as it is', async () => {
    expect((await look({}, {}, { inputs: { strict: 'true' } })).get('values')?.outcome).toBe(
      'could-not-be-seen',
    );
    expect((await look({}, {})).has('values')).toBe(false);
  });
});

describe('a window that is enforced', () => {
  const window = (end: string) => ({
    inputs: { 'window-policy': 'enforce', 'planned-start': '2026-03-01T08:00:00Z', 'planned-end': end },
  });

  it('does not hold once it is over', async () => {
    const over = (await look({}, {}, window('2026-03-01T09:00:00Z'))).get('window');
    expect(verdict(over)).toEqual(['does-not-hold', true]);
    expect((await look({}, {}, window('2026-03-01T19:00:00Z'))).has('window')).toBe(false);
  });
});
