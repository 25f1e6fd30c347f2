import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fakeTasks } from '../../../test/fake-change-tasks.ts';
import type { Fields } from '../../inputs/fields.ts';
import { readTasks, resolveTasks } from './wanted-tasks.ts';

const NOON = new Date('2026-03-01T12:00:00Z');

const read = (tasks: readonly Fields[]) =>
  readTasks({ tasks, 'tasks-file': undefined }, NOON, (name) => name.toUpperCase());

describe('tasks that are asked for', () => {
  it('are none without the input', async () => {
    const inputs = { tasks: undefined, 'tasks-file': undefined };
    expect(await readTasks(inputs, NOON, (name) => name)).toEqual([]);
  });

  it('have their title, their type by value, and their times as ServiceNow wants them', async () => {
    const plan = {
      planned_start_date: '+1h',
      planned_end_date: '+30m',
      due_date: '2026-03-02T01:00:00+01:00',
    };
    expect(await read([{ short_description: ' Smoke test ', change_task_type: 'Testing', ...plan }])).toEqual(
      [
        {
          title: 'Smoke test',
          fields: {
            short_description: 'Smoke test',
            change_task_type: 'testing',
            planned_start_date: '2026-03-01 13:00:00',
            planned_end_date: '2026-03-01 13:30:00',
            due_date: '2026-03-02 00:00:00',
          },
          moving: ['planned_start_date', 'planned_end_date'],
        },
      ],
    );
    expect(
      await read([{ short_description: 'x', change_task_type: 'U_Own', planned_end_date: '+30m' }]),
    ).toMatchObject([{ fields: { change_task_type: 'U_Own', planned_end_date: '2026-03-01 12:30:00' } }]);
  });

  it.each([
    [[{ short_description: 'a' }, { description: 'x' }], /TASKS: task 2 has no short_description/],
    [[{ short_description: ' ' }], /TASKS: task 1 has no short_description/],
    [[{ short_description: 'a' }, { short_description: 'a ' }], /TASKS: more than one task is called "a"/],
    [[{ short_description: 'a', due_date: 'soon' }], /TASKS: task 1 \("a"\): due_date must be a time/],
    [[{ short_description: 'a', planned_end_date: 'soon' }], /planned_end_date must be a time/],
    ...['2026-03-01T12:00:00Z', '2026-03-01T11:00:00Z'].map((end): [Fields[], RegExp] => [
      [{ short_description: 'a', planned_start_date: 'now', planned_end_date: end }],
      /planned_end_date 2026-03-01 1[12]:00:00 is not after planned_start_date 2026-03-01 12:00:00/,
    ]),
    ...[
      'active',
      'approval',
      'change_request',
      'correlation_display',
      'correlation_id',
      'created_from',
      'parent',
      'state',
    ].map((column): [Fields[], RegExp] => [
      [{ short_description: 'a', [column]: 'x' }],
      new RegExp(`TASKS: task 1 \\("a"\\): ${column} cannot be set`),
    ]),
    [[{ short_description: 'a', on_hold: 'false' }], /on_hold cannot be taken back/],
  ])('%j are refused', async (tasks, message) => {
    await expect(read(tasks)).rejects.toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(message) }),
    );
  });
});

describe('the fields of a task', () => {
  it.each(['planning', 'implementation', 'testing', 'review'])(
    'name its type %s by label too',
    async (type) => {
      const label = type.replace(/^./, (letter) => letter.toUpperCase());
      const [task] = await read([{ short_description: 'a', change_task_type: label }]);
      expect(task?.fields.change_task_type).toBe(type);
    },
  );

  it.each([
    'planned_start_date',
    'planned_end_date',
    'work_start',
    'work_end',
    'due_date',
    'expected_start',
    'follow_up',
  ])('may hold a time in %s', async (column) => {
    const [task] = await read([{ short_description: 'a', [column]: '2026-03-02T01:00:00+01:00' }]);
    expect(task).toMatchObject({ fields: { [column]: '2026-03-02 00:00:00' }, moving: [] });
  });
});

describe('a file of tasks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-tasks-'));
  const file = join(folder, 'tasks.yml');
  afterAll(() => rmSync(folder, { recursive: true }));
  const readFile = (text: string, tasks?: readonly Fields[]) => {
    writeFileSync(file, text);
    return readTasks({ tasks, 'tasks-file': file }, NOON, (name) => name.toUpperCase());
  };

  it('is read as the input is', async () => {
    const titles = (await readFile('- short_description: a\n- short_description: b\n')).map(
      ({ title }) => title,
    );
    expect(titles).toEqual(['a', 'b']);
  });

  it.each([
    ['- description: a\n', undefined, /TASKS-FILE: task 1 has no short_description/],
    ['short_description: a\n', undefined, /TASKS-FILE: .*tasks\.yml must be a JSON list of objects/],
    ['[]', [], /TASKS and TASKS-FILE are both set/],
  ])('%j beside %j is refused', async (text, tasks, message) => {
    await expect(readFile(text, tasks)).rejects.toThrowError(message);
  });
});

describe('the names in tasks', () => {
  const groups = { sys_user_group: [{ sys_id: 'a'.repeat(32), name: 'DevOps', active: 'true' }] };
  const named = (group: string) =>
    ['one', 'two'].map((title) => ({ title, fields: { assignment_group: group }, moving: [] }));

  it('are looked up once each', async () => {
    const { context, requests } = fakeTasks([], { names: groups });
    const resolved = await resolveTasks(named('DevOps'), context);
    expect(resolved.map(({ fields }) => fields)).toEqual(Array(2).fill({ assignment_group: 'a'.repeat(32) }));
    expect(requests).toEqual(['GET sys_user_group']);
  });

  it('that stand for no record are told with the task', async () => {
    const { context } = fakeTasks([], { names: groups });
    await expect(resolveTasks(named('Nobody'), context)).rejects.toMatchObject({
      code: 'NAME_NOT_RESOLVED',
      message: expect.stringMatching(/^Task "one": assignment_group: there is no "Nobody"/),
    });
  });
});
