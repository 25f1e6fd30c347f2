import { describe, expect, it } from 'vitest';
import { CHANGE, fakeTasks, KEY } from '../../../test/fake-change-tasks.ts';
import { GateError } from '../../errors.ts';
import { createTasks } from './create-tasks.ts';
import { taskMark } from './own-tasks.ts';
import type { WantedTask } from './wanted-tasks.ts';

const wanted = (title: string, fields: object = {}, moving: string[] = []): WantedTask => ({
  title,
  fields: { short_description: title, ...fields },
  moving,
});

const TWO = [wanted('Deploy', { change_task_type: 'implementation' }), wanted('Smoke test')];

/** A task as an earlier run of the gate has left it. */
const left = (title: string, columns: Record<string, string> = {}) => ({
  short_description: title,
  ...taskMark(KEY, title),
  ...columns,
});

describe('the tasks of a change', () => {
  it('are not asked for where none is wanted', async () => {
    const { context, requests } = fakeTasks([]);
    await createTasks(CHANGE, [], true, context);
    expect(requests).toEqual([]);
  });

  it('are created in their order, with one query before, and never twice', async () => {
    const fake = fakeTasks([]);
    await createTasks(CHANGE, TWO, true, fake.context);
    expect(fake.rows).toMatchObject([
      { short_description: 'Deploy', change_task_type: 'implementation', ...taskMark(KEY, 'Deploy') },
      { short_description: 'Smoke test', change_request: CHANGE.sysId, ...taskMark(KEY, 'Smoke test') },
    ]);
    expect(fake.requests).toEqual(['GET change_task', 'POST change_task', 'POST change_task']);
    await createTasks(CHANGE, TWO, true, fake.context);
    expect(fake.rows).toHaveLength(2);
    expect(fake.log.join()).not.toContain('WARNING');
  });

  it('are completed where an earlier run was killed, whatever people have made of the first', async () => {
    const done = left('Deploy', { short_description: 'Deploy it', state: '3', active: 'false' });
    const fake = fakeTasks([done, { short_description: 'Smoke test' }]);
    await createTasks(CHANGE, TWO, false, fake.context);
    expect(fake.rows.map(({ number, correlation_display: mark }) => [number, mark])).toEqual([
      ['CTASK1', 'Change Gate: Deploy'],
      ['CTASK2', ''],
      ['CTASK3', 'Change Gate: Smoke test'],
    ]);
  });

  it('of another change, or of another gate of this one, do not stand for one', async () => {
    const fake = fakeTasks([
      left('Smoke test', { change_request: 'c2' }),
      left('Smoke test', { correlation_id: `${KEY}2` }),
    ]);
    await createTasks(CHANGE, [wanted('Smoke test')], true, fake.context);
    expect(fake.rows).toHaveLength(3);
  });

  it('are not created beside one that another user has marked as the gate does', async () => {
    const fake = fakeTasks([left('Deploy', { sys_created_by: 'eve' })]);
    await expect(createTasks(CHANGE, TWO, false, fake.context)).rejects.toMatchObject({
      code: 'CHANGE_NOT_OURS',
    });
    expect(fake.rows).toHaveLength(1);
  });

  it('are told by name where the instance refuses one, and the rest waits for the next run', async () => {
    const refused = (): never => {
      throw new GateError('RULE_ABORTED', 'Outside of the planned dates.');
    };
    const fake = fakeTasks([], { kept: refused });
    await expect(createTasks(CHANGE, TWO, false, fake.context)).rejects.toMatchObject({
      code: 'RULE_ABORTED',
      message: 'Task "Deploy" of CHG0030001 could not be created. Outside of the planned dates.',
    });
    expect(fake.requests).toEqual(['GET change_task', 'POST change_task']);
  });

  it('are not created where not all that are there were read', async () => {
    const fake = fakeTasks(Array(200).fill({ change_request: 'c2' }));
    await expect(createTasks(CHANGE, TWO, false, fake.context)).rejects.toThrowError(
      /200 tasks or more for CHG0030001/,
    );
    expect(fake.rows).toHaveLength(200);
  });
});

describe('a task that is there', () => {
  const asked = wanted('Deploy', { assigned_to: 'bob', planned_start_date: '2026-03-01 13:00:00' }, [
    'planned_start_date',
  ]);
  const there = left('Deploy', { assigned_to: 'alice', planned_start_date: '2026-03-01 12:00:00' });

  it('stays as people have made it, and what differs is named', async () => {
    const fake = fakeTasks([there]);
    await createTasks(CHANGE, [asked], false, fake.context);
    expect(fake.requests).toEqual(['GET change_task']);
    expect(fake.log.join('\n')).toMatch(
      /WARNING CTASK1 exists already.*: assigned_to came back as "alice" \(sent "bob"\)\./,
    );
  });

  it('and differs is an error where that is asked for, but for times that count from now', async () => {
    const differs = createTasks(CHANGE, [asked], true, fakeTasks([there]).context);
    await expect(differs).rejects.toMatchObject({ code: 'FIELDS_ALTERED' });
    const same = { ...there, assigned_to: 'bob' };
    await createTasks(CHANGE, [asked], true, fakeTasks([same]).context);
  });
});

describe('a task that the instance alters', () => {
  it.each([
    ['drops its key', { correlation_id: '' }],
    ['alters its mark', { correlation_display: 'x' }],
    ['puts it into another change', { change_request: 'c2' }],
    ['says that another user made it', { sys_created_by: 'system' }],
  ])('is an error where it %s, as each run would create another one', async (_how, columns) => {
    const { context } = fakeTasks([], { kept: (row) => ({ ...row, ...columns }) });
    await expect(createTasks(CHANGE, TWO, false, context)).rejects.toMatchObject({
      code: 'FIELDS_ALTERED',
      message: expect.stringContaining('by what CTASK1 is found again'),
    });
  });

  it('is named with the field, and is an error where that is asked for', async () => {
    const kept = (row: Record<string, string>) => ({ ...row, change_task_type: 'planning' });
    const fake = fakeTasks([], { kept });
    await createTasks(CHANGE, TWO, false, fake.context);
    expect(fake.log.join('\n')).toMatch(/WARNING .*CTASK1 .*change_task_type came back as "planning"/);
    await expect(createTasks(CHANGE, TWO, true, fakeTasks([], { kept }).context)).rejects.toMatchObject({
      code: 'FIELDS_ALTERED',
    });
  });
});
