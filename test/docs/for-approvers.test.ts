/** What docs/for-approvers.md promises an approver: each row of its tables is done to a build that waits. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTestEnvironment, type TestEnvironment, UPDATE_SET } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import type { GatedBuild } from '../gate/harness.ts';
import { field, recordsOf } from '../update-set/records.ts';

const PAGE = readFileSync(new URL('../../docs/for-approvers.md', import.meta.url), 'utf8');

const MINUTE_MS = 60_000;

let testEnv: TestEnvironment;
let build: GatedBuild;

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
  'approve after that': [
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
  'send back to New': [
    () => people().update(testEnv.number, { state: '-5', comments: 'What about the backout?' }),
    'New',
  ],
  cancel: [() => people().cancel(testEnv.number), 'Canceled'],
  'do nothing': [() => {}, 'Assess'],
};

function implement(): void {
  people().approveAll(testEnv.number);
  people().move(testEnv.number, 'Implement');
}

async function pause(): Promise<void> {
  testEnv = await startTestEnvironment({}, codefresh);
  onTestFinished(() => testEnv.close());
  build = await testEnv.startAndPause(codefresh);
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
    expect(testEnv.sandbox.serviceNow.changes()[0]?.state).toBe(
      { Scheduled: '-2', Implement: '-1', New: '-5', Assess: '-4', Canceled: '4' }[state],
    );
    expect(await whatItDoes()).toBe(promised.replace('stays', 'is'));
  });

  it('put on hold and taken off, or asked for more and approved: goes on', async () => {
    await pause();
    ACTIONS['send back to New']?.[0]();
    people().move(testEnv.number, 'Assess');
    ACTIONS['put on hold']?.[0]();
    expect(await whatItDoes()).toBe('waits');
    people().update(testEnv.number, { on_hold: 'false' });
    people().move(testEnv.number, 'Implement');
    expect(await whatItDoes()).toBe('goes on');
  });
});

describe('what the change shows', () => {
  it('is there by these names', () => {
    const rows = recordsOf(readFileSync(UPDATE_SET, 'utf8'));
    const named = (type: string) =>
      rows.filter((row) => field(row, 'type') === type).map((row) => field(row, 'target_name'));
    const [, shown = ''] = PAGE.split('\n## What the change shows\n');
    expect(named('UI Action').filter((name) => shown.includes(`*${name}*`))).toEqual(['Waiting builds']);
    expect(named('Table').filter((name) => shown.includes(`*${name}*`))).toEqual(['Change evidence']);
  });

  it('says that nobody waits, where a rejected change is approved after all', async () => {
    await pause();
    await ACTIONS['approve after that']?.[0]();
    await testEnv.pass(MINUTE_MS);
    const notes = testEnv.sandbox.serviceNow.database
      .query('sys_journal_field', 'element=work_notes')
      .map(({ value }) => value);
    expect(notes).toContainEqual(expect.stringMatching(/ waits for this change\.$/));
    expect(notes).toContainEqual(expect.stringContaining('was rejected; rejected by '));
    expect(notes).toContainEqual(
      expect.stringMatching(/^No pipeline waits for this change any more; start a new build\./),
    );
    expect(PAGE).toContain('*No pipeline waits for this change any more*');
  });
});
