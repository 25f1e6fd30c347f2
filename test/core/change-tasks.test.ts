/** `close` and the tasks of its change, where instances differ. */
import type { BuildContext } from '@change-gate/core';
import { type Behaviours, type Row, SWITCHES } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Instance } from './instance.ts';

const SETTINGS = (['baseTasks', 'noActiveTask'] as const).flatMap((name) =>
  Object.keys(SWITCHES[name].settings).map((setting): [string, string] => [name, setting]),
);

const DONE = { state: '3', close_code: 'successful', close_notes: 'done' };

describe.each(SETTINGS)('where %s is %s', (name, setting) => {
  let instance: Instance;
  beforeAll(async () => {
    const behaviours = { [name]: setting } as Partial<Behaviours>;
    instance = await Instance.start({ serviceNow: { behaviours } });
  });
  afterAll(() => instance.close());

  /** A build whose change is in Implement. */
  async function implementing(): Promise<BuildContext> {
    const build = instance.newBuild();
    await instance.run('open', {}, build);
    instance.serviceNow.approveAll(change(build).number ?? '');
    expect(await instance.run('verify', { implement: 'true' }, build)).toMatchObject({ exitCode: 0 });
    return build;
  }

  const change = (build: BuildContext): Row => instance.changesOf(build)[0] ?? {};

  const tasks = (build: BuildContext): Row[] =>
    instance.serviceNow.database.query('change_task', `change_request=${change(build).sys_id}`);

  function update(task: Row | undefined, values: Row): void {
    instance.serviceNow.database.update('change_task', task?.sys_id ?? '', values, 'change.manager');
  }

  it.each([
    ['close', 'success', 'successful', 'succeeded'],
    ['close', 'failure', 'unsuccessful', 'failed'],
    ['cancel', undefined, 'unsuccessful', 'was cancelled'],
  ] as const)(
    'after %s with outcome %s, its own tasks are closed as the change is',
    async (operation, outcome, code, words) => {
      const build = await implementing();
      expect(tasks(build).map(({ state }) => state)).toEqual(['1', '1']);
      const ran = await instance.run(operation, { outcome }, build);
      expect(ran).toMatchObject({ exitCode: 0 });
      expect(ran.log).not.toContain('WARNING');
      expect(change(build)).toMatchObject({ state: '3', close_code: code });
      const closed = { state: '3', close_code: code, close_notes: expect.stringContaining(words) };
      expect(tasks(build)).toMatchObject([closed, closed]);
    },
  );

  it('closes a change whose tasks are all done', async () => {
    const build = await implementing();
    for (const task of tasks(build)) update(task, DONE);
    expect(change(build).state).toBe(setting === 'stays' ? '-1' : '0');
    expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
    expect(change(build)).toMatchObject({ state: '3' });
  });

  it('does not close a change with an open task that a person made, and names task and rule', async () => {
    const build = await implementing();
    const task = { change_request: change(build).sys_id ?? '', short_description: 'Tell the users' };
    const made = instance.serviceNow.database.insert('change_task', task, 'change.manager');
    const ran = await instance.run('close', {}, build);
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(/stopped in Review on its way to Closed.*\[RULE_ABORTED\]/);
    expect(ran.log).toContain(`before the change can be closed: ${made.number} (Tell the users).`);
    expect(instance.serviceNow.database.get('change_task', made.sys_id ?? '')).toMatchObject({ state: '1' });
    update(made, DONE);
    expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
    expect(change(build)).toMatchObject({ state: '3' });
  });
});
