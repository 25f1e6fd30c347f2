import { describe, expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { dictionaryOf, shownTables } from '../../../test/shown-tables.ts';
import { CHANGE_FIELDS } from '../../servicenow/change.ts';
import { TASK_FIELDS } from '../../servicenow/change-tasks.ts';
import { columns } from './columns.ts';

type Tables = Parameters<typeof shownTables>[0];

const FIELDS = [...CHANGE_FIELDS, 'close_notes', 'work_notes'];

/** A change that shows all but some of its columns. */
const changeWithout = (...hidden: readonly string[]) =>
  Object.fromEntries(FIELDS.filter((column) => !hidden.includes(column)).map((column) => [column, 'x']));

const dictionaryWithout = (...absent: readonly string[]) =>
  dictionaryOf(
    Object.fromEntries(
      FIELDS.filter((column) => !absent.includes(column)).map((column) => [`task.${column}`, {}]),
    ),
  );

async function look(tables: Tables, inputs: Readonly<Record<string, string>> = {}) {
  const lines = await columns.look(await checkContext({ client: shownTables(tables), inputs }), []);
  return new Map(lines.map((line) => [line.id.replace('columns.', ''), line]));
}

const verdict = (line: { outcome: string; breaks: boolean } | undefined) => [line?.outcome, line?.breaks];

describe('a column', () => {
  it('holds where a record shows it', async () => {
    const lines = await look({ change_request: [changeWithout()] });
    expect(FIELDS.map((column) => lines.get(`change_request.${column}`)?.outcome)).toEqual(
      FIELDS.map(() => 'holds'),
    );
  });

  it.each([
    ['on_hold', 'does-not-hold', true],
    ['on_hold_reason', 'could-not-be-seen', false],
  ])('%s that is left out, and may be absent or hidden, is %s', async (column, outcome, breaks) => {
    const line = (await look({ change_request: [changeWithout(column)] })).get(`change_request.${column}`);
    expect(verdict(line)).toEqual([outcome, breaks]);
    expect(line?.detail).toContain('there is no such column, or an ACL hides it');
  });

  it('that one record shows and another leaves out is not shown', async () => {
    const lines = await look({ change_request: [changeWithout(), changeWithout('on_hold')] });
    expect(verdict(lines.get('change_request.on_hold'))).toEqual(['does-not-hold', true]);
  });

  it.each([
    ['on_hold', true],
    ['on_hold_reason', false],
  ])('%s that the dictionary has and a record leaves out is hidden', async (column, breaks) => {
    const tables = { change_request: [changeWithout(column)], ...dictionaryWithout() };
    const line = (await look(tables)).get(`change_request.${column}`);
    expect(verdict(line)).toEqual(['does-not-hold', breaks]);
    expect(line).toMatchObject({
      detail: 'There is such a column, and an ACL hides it from the integration user.',
      who: 'ServiceNow admin',
    });
  });

  it('that the dictionary lacks is absent, whether or not a record can be read', async () => {
    for (const change_request of [[changeWithout('on_hold')], []]) {
      const line = (await look({ change_request, ...dictionaryWithout('on_hold') })).get(
        'change_request.on_hold',
      );
      expect(verdict(line)).toEqual(['does-not-hold', true]);
      expect(line?.detail).toBe('There is no column on_hold in change_request.');
    }
  });

  it('that a record shows is there, though its row of the dictionary is hidden', async () => {
    const tables = { change_request: [changeWithout()], ...dictionaryWithout('on_hold') };
    expect(verdict((await look(tables)).get('change_request.on_hold'))).toEqual(['holds', false]);
  });

  it('is there, and cannot be seen to be shown, where no record can be read', async () => {
    const lines = await look({ change_request: [], ...dictionaryWithout() });
    expect([...lines.keys()].filter((id) => id.startsWith('change_request'))).toEqual(['change_request']);
    expect(verdict(lines.get('change_request'))).toEqual(['could-not-be-seen', false]);
    expect(lines.get('change_request')?.detail).toContain(
      `has ${FIELDS.length} of the ${FIELDS.length} columns`,
    );
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('that the data names wrongly breaks with strict: %s', async (strict, breaks) => {
    const tables = { change_request: [changeWithout()], ...dictionaryWithout() };
    const line = (await look(tables, { strict, data: '{"u_gone": "x"}' })).get('change_request.u_gone');
    expect(verdict(line)).toEqual(['does-not-hold', breaks]);
    expect(line?.who).toBe('pipeline author');
  });

  it('that the data names and nobody may write does not hold', async () => {
    const readOnly = { sys_dictionary: [...(dictionaryWithout().sys_dictionary ?? [])] };
    readOnly.sys_dictionary.push({
      name: 'change_request',
      element: 'u_sum',
      read_only: 'true',
      internal_type: 'string',
    });
    const tables = {
      change_request: [{ ...changeWithout(), u_sum: '' }],
      ...dictionaryWithout(),
      ...readOnly,
    };
    const line = (await look(tables, { data: '{"u_sum": "1"}' })).get('change_request.u_sum');
    expect(line).toMatchObject({ outcome: 'does-not-hold', breaks: false });
    expect(line?.detail).toContain('read-only');
  });
});

describe('a column of a task', () => {
  const task = Object.fromEntries([...TASK_FIELDS, 'close_notes'].map((column) => [column, 'x']));
  const tasks = { tasks: '[{"short_description": "Watch", "u_area": "EU"}]' };
  const of = async (hidden: string, inputs: Readonly<Record<string, string>>) => {
    const shown = Object.fromEntries(Object.entries(task).filter(([column]) => column !== hidden));
    return look({ change_request: [changeWithout()], change_task: [shown] }, inputs);
  };

  it('is looked at as close reads and writes it, and as the tasks name it', async () => {
    const lines = await of('', tasks);
    const looked = [...lines.keys()].filter((id) => id.startsWith('change_task.'));
    expect(looked.map((id) => id.replace('change_task.', '')).sort()).toEqual(
      [...TASK_FIELDS, 'close_notes', 'u_area'].sort(),
    );
  });

  it('breaks where tasks are created that nobody would find again', async () => {
    const column = 'correlation_display';
    expect(verdict((await of(column, tasks)).get(`change_task.${column}`))).toEqual(['does-not-hold', true]);
    expect(verdict((await of(column, {})).get(`change_task.${column}`))).toEqual([
      'could-not-be-seen',
      false,
    ]);
  });
});

describe('a table of which nothing can be read', () => {
  it('is one line', async () => {
    const lines = await look({});
    expect([...lines.keys()]).toEqual(['change_request', 'change_task']);
    expect(verdict(lines.get('change_request'))).toEqual(['could-not-be-seen', false]);
  });

  it('is looked at for affected CIs where there are some', async () => {
    expect([...(await look({}, { 'affected-cis': 'web' })).keys()]).toContain('task_ci');
  });
});
