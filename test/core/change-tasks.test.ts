/** The tasks of a change, from `open` to `close`, where instances differ. */
import { readFileSync } from 'node:fs';
import type { BuildContext } from '@change-gate/core';
import { type Behaviours, type Row, SWITCHES } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

const SETTINGS = (['baseTasks', 'noActiveTask'] as const).flatMap((name) =>
  Object.keys(SWITCHES[name].settings).map((setting): [string, string] => [name, setting]),
);

const DONE = { state: '3', close_code: 'successful', close_notes: 'done' };

/** The tasks that docs/reference.md shows. */
const DOCUMENTED = /\n## Tasks\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(
  readFileSync(new URL('../../docs/reference.md', import.meta.url), 'utf8'),
)?.[1];
const IN_IT = ['Deploy the shop', 'Smoke test'];

describe.each(SETTINGS)('where %s is %s', (name, setting) => {
  let instance: Instance;
  beforeAll(async () => {
    const behaviours = { [name]: setting } as Partial<Behaviours>;
    instance = await Instance.start({ serviceNow: { behaviours } });
  });
  afterAll(() => instance.close());

  /** A build whose change is in Implement. */
  async function implementing(inputs: Inputs = {}): Promise<BuildContext> {
    const build = instance.newBuild();
    expect(await instance.run('open', inputs, build)).toMatchObject({ exitCode: 0 });
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

  it('creates the tasks that are documented before it asks anybody, and none twice', async () => {
    const build = instance.newBuild();
    const { log, requests } = await instance.run('open', { tasks: DOCUMENTED }, build);
    expect(log).not.toContain('WARNING');
    expect(requests.slice(-5)).toEqual([
      'GET /api/now/table/change_task',
      'POST /api/now/table/change_task',
      'POST /api/now/table/change_task',
      'POST /api/x_change_gate/v1/registrations',
      'PATCH /api/now/table/change_request/{id}',
    ]);
    const created = tasks(build);
    expect(created.map(({ short_description: title }) => title)).toEqual(IN_IT);
    const group = instance.serviceNow.database.get('sys_user_group', created[1]?.assignment_group ?? '');
    expect(group?.name).toBe('DevOps');
    const again = await instance.run('open', { tasks: DOCUMENTED, strict: 'true' }, build);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(tasks(build)).toEqual(created);
  });

  it('creates the rest where the answer to the first was lost, once it is run again', async () => {
    const build = instance.newBuild();
    const path = '/api/now/table/change_task';
    instance.serviceNow.faults.inject({
      method: 'POST',
      path,
      effect: { kind: 'reset' },
      afterHandling: true,
    });
    const cutOff = await instance.run('open', { tasks: DOCUMENTED }, build);
    expect(cutOff.log).toMatch(/Task "Deploy the shop" of CHG\d+ could not be created.*\[UNAVAILABLE\]/);
    expect(change(build)).toMatchObject({ state: '-5', approval: 'not requested' });
    expect(await instance.run('open', { tasks: DOCUMENTED }, build)).toMatchObject({ exitCode: 0 });
    expect(tasks(build).map(({ short_description: title }) => title)).toEqual(IN_IT);
  });

  it('moves a task of its own, and closes it and all others of the deployment with the change', async () => {
    const build = await implementing({ tasks: DOCUMENTED });
    const moved = await instance.run('update', { task: 'Smoke test', state: 'In Progress' }, build);
    expect(moved.log).toMatch(/Updated CTASK\d+ \(Smoke test\) of CHG\d+, which is in In Progress\./);
    const done = {
      task: 'Deploy the shop',
      state: 'Closed',
      outcome: 'success',
      'work-notes': 'All pods up',
    };
    expect(await instance.run('update', done, build)).toMatchObject({ exitCode: 0 });
    expect(tasks(build).slice(0, 2)).toMatchObject([
      { state: '3', close_code: 'successful', work_notes: expect.anything() },
      { state: '2' },
    ]);
    expect(await instance.run('close', { outcome: 'failure' }, build)).toMatchObject({ exitCode: 0 });
    expect(tasks(build).map(({ state, close_code: code }) => [state, code])).toEqual([
      ['3', 'successful'],
      ...Array(3).fill(['3', 'unsuccessful']),
    ]);
    expect(change(build)).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('closes its own tasks from Review too, where they would stand in the way', async () => {
    const build = await implementing({ tasks: DOCUMENTED });
    instance.serviceNow.move(change(build).number ?? '', 'Review');
    expect(tasks(build).map(({ state }) => state)).toEqual(['1', '1', '4', '4']);
    expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
    expect(tasks(build).map(({ state }) => state)).toEqual(['3', '3', '4', '4']);
    expect(change(build)).toMatchObject({ state: '3' });
  });

  it('says where its change is when its last task has ended', async () => {
    const build = await implementing();
    for (const task of ['Implement', 'Post implementation testing']) {
      const ended = await instance.run('update', { task, state: 'Canceled' }, build);
      expect(ended).toMatchObject({ exitCode: 0, outputs: { state: change(build).state } });
    }
    expect(change(build).state).toBe(setting === 'stays' ? '-1' : '0');
  });

  it('does not take a task for its own that another user has marked', async () => {
    const build = instance.newBuild();
    await instance.run('open', { tasks: DOCUMENTED }, build);
    const { correlation_id: id, correlation_display: mark } = tasks(build)[0] ?? {};
    const other = instance.newBuild();
    await instance.run('open', {}, other);
    const planted = {
      change_request: change(other).sys_id ?? '',
      short_description: 'Tell the users',
      correlation_id: change(other).correlation_id ?? '',
      correlation_display: mark ?? '',
    };
    expect(id).toBe(change(build).correlation_id);
    instance.serviceNow.database.insert('change_task', planted, 'change.manager');
    const ran = await instance.run('open', { tasks: DOCUMENTED }, other);
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(/but was created by change\.manager.*\[CHANGE_NOT_OURS\]/);
    expect(tasks(other)).toHaveLength(1);
  });
});
