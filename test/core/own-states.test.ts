/** The end of a change whose model has states of its own: implemented, ended and cancelled where the model says so. */
import type { BuildContext } from '@change-gate/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start({ start: new Date('2026-03-01T12:00:00Z') });
  instance.serviceNow.defineChangeModel({
    name: 'Rollout',
    states: [
      { value: '-5', label: 'New' },
      { value: '20', label: 'Peer review' },
      { value: '21', label: 'Rolling out', implementation: true },
      { value: '22', label: 'Watching' },
      { value: '23', label: 'Done' },
      { value: '4', label: 'Canceled' },
    ],
    transitions: [
      { from: '-5', to: '20' },
      { from: '20', to: '21' },
      { from: '20', to: '4' },
      { from: '21', to: '22' },
      { from: '21', to: '4' },
      { from: '22', to: '23' },
    ],
  });
});
afterAll(() => instance.close());

/** A build whose change people have moved on to these states. */
async function movedTo(...states: string[]): Promise<BuildContext> {
  const build = instance.newBuild();
  await instance.run('open', { 'change-model': 'Rollout', 'approval-policy': 'state' }, build);
  for (const state of states) instance.serviceNow.move(change(build)?.number ?? '', state);
  return build;
}

const change = (build: BuildContext) => instance.changesOf(build)[0];

it('close says in the final state of the model what became of the deployment, and a second close agrees', async () => {
  const build = await movedTo('Rolling out');
  const inputs = { outcome: 'failure', data: 'test_plan: Look', 'work-notes': 'Rolled back' };
  const ran = await instance.run('close', inputs, build);
  expect(ran.log).toMatch(/Closed CHG\d+ as unsuccessful\.$/);
  expect(ran).toMatchObject({ exitCode: 0, outputs: { state: '23' } });
  expect(change(build)).toMatchObject({
    state: '23',
    close_code: 'unsuccessful',
    close_notes: expect.stringContaining('failed'),
    test_plan: 'Look',
    work_end: expect.stringMatching(/^2026-/),
  });
  const ofChange = `element_id=${change(build)?.sys_id}`;
  const notes = instance.serviceNow.database.query('sys_journal_field', ofChange);
  expect(notes.filter(({ value }) => value === 'Rolled back')).toHaveLength(1);

  expect(await instance.run('close', { outcome: 'failure' }, build)).toMatchObject({ exitCode: 0 });
  expect((await instance.run('close', { outcome: 'success' }, build)).log).toContain('[CLOSED_OTHERWISE]');
});

it('close refuses what has not been implemented, until somebody says that it was', async () => {
  const build = await movedTo();
  const ran = await instance.run('close', { outcome: 'success' }, build);
  expect(ran.log).toMatch(
    /is in Peer review, which is no implementation state of its model.*\[NOT_CLOSABLE\]/,
  );
  expect(change(build)).toMatchObject({ state: '20', close_code: '' });
  await instance.run('update', { data: 'work_start: 2026-03-01 12:00:00' }, build);
  expect(await instance.run('close', { outcome: 'success' }, build)).toMatchObject({ exitCode: 0 });
});

it('cancel cancels before the implementation, and closes as unsuccessful what was cut off in it', async () => {
  const early = await movedTo();
  expect(await instance.run('cancel', {}, early)).toMatchObject({ exitCode: 0, outputs: { state: '4' } });
  const late = await movedTo('Rolling out');
  expect(await instance.run('cancel', {}, late)).toMatchObject({ exitCode: 0, outputs: { state: '23' } });
  expect(change(late)).toMatchObject({ close_code: 'unsuccessful' });
});
