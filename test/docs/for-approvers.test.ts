/** What docs/for-approvers.md promises an approver: each row of its tables is done to a build that waits. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import type { GatedBuild } from '../gate/harness.ts';

const PAGE = readFileSync(new URL('../../docs/for-approvers.md', import.meta.url), 'utf8');

const MINUTE_MS = 60_000;

let testEnv: TestEnvironment;
let build: GatedBuild;

afterEach(() => testEnv?.close());

/** The cells of the table under a heading, by its first column. */
function table(heading: string): Map<string, string[]> {
  const [, after = ''] = PAGE.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  const rows = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | '));
  return new Map(rows.slice(2).map(([first = '', ...others]) => [first, others]));
}

const people = () => testEnv.sandbox.serviceNow.userActions;

/** What an approver does, and the state that the change has then. */
const ACTIONS: Readonly<Record<string, readonly [act: () => unknown, state: string]>> = {
  approve: [() => people().approveAll(testEnv.number), 'Scheduled'],
  'press *Implement*': [implement, 'Implement'],
  reject: [() => people().reject(testEnv.number, 'Not on a Friday'), 'New'],
  'approve after a rejection': [
    async () => {
      people().reject(testEnv.number);
      await testEnv.settled();
      people().move(testEnv.number, 'Assess');
      implement();
    },
    'Implement',
  ],
  'put on hold': [
    () => {
      people().approveAll(testEnv.number);
      people().update(testEnv.number, { on_hold: 'true', on_hold_reason: 'Freeze' });
    },
    'Scheduled',
  ],
  'ask for more: a comment, and back to New': [
    () => people().update(testEnv.number, { state: '-5', comments: 'What about the backout?' }),
    'New',
  ],
  cancel: [() => people().cancel(testEnv.number), 'Canceled'],
  delete: [() => people().delete(testEnv.number), 'gone'],
  'do nothing': [() => {}, 'Assess'],
};

function implement(): void {
  people().approveAll(testEnv.number);
  people().move(testEnv.number, 'Implement');
}

async function pause(inputs: Record<string, string> = {}): Promise<void> {
  testEnv = await startTestEnvironment({}, codefresh);
  build = await testEnv.startAndPause(codefresh, inputs);
}

/** The words of the page for what a build does. */
async function whatItDoes(): Promise<'waits' | 'goes on' | 'is stopped'> {
  await testEnv.pass(MINUTE_MS);
  if (build.view().waiting) return 'waits';
  await build.ended;
  const { deployed, answers } = build.view();
  expect(answers).toHaveLength(1);
  expect(answers[0] === 'approved').toBe(deployed);
  return deployed ? 'goes on' : 'is stopped';
}

describe('what each action does', () => {
  const rows = table('What each action does');

  it('is said of each action here', () => {
    expect([...rows.keys()]).toEqual(Object.keys(ACTIONS));
  });

  it.each(Object.entries(ACTIONS))('%s', async (action, [act, state]) => {
    const [, said = ''] = rows.get(action) ?? [];
    const [, promised = ''] = /^\*\*(.*?)\*\*/.exec(said) ?? [];
    await pause();
    await act();
    await testEnv.settled();
    expect(testEnv.sandbox.serviceNow.changes()[0]?.state ?? 'gone').toBe(
      { Scheduled: '-2', Implement: '-1', New: '-5', Assess: '-4', Canceled: '4', gone: 'gone' }[state],
    );
    expect(await whatItDoes()).toBe(promised.replace('stays', 'is'));
  });

  it('put on hold and taken off, or asked for more and approved: goes on', async () => {
    await pause();
    ACTIONS['ask for more: a comment, and back to New']?.[0]();
    people().move(testEnv.number, 'Assess');
    ACTIONS['put on hold']?.[0]();
    expect(await whatItDoes()).toBe('waits');
    people().update(testEnv.number, { on_hold: 'false' });
    people().move(testEnv.number, 'Implement');
    expect(await whatItDoes()).toBe('goes on');
  });
});
