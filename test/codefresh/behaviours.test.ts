/** What no page says of Codefresh: the gate holds with each way in which it may be. */
import type { CodefreshOptions } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefreshWith } from '../gate/codefresh.ts';
import type { GatedBuild } from '../gate/harness.ts';
import { approveAndImplement, approveAtEveryPause, run } from './builds.ts';
import { guidePipeline } from './documents.ts';

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function beginAndPause(behaviours: CodefreshOptions['behaviours'] = {}): Promise<GatedBuild> {
  const ci = codefreshWith({ behaviours });
  testEnv = await startTestEnvironment({}, ci);
  return testEnv.startAndPause(ci);
}

const statusOf = (build: GatedBuild) => testEnv.sandbox.codefresh.build(build.id)?.status;

describe('a build whose change is rejected is denied, and ends', () => {
  it.each(['error', 'denied', 'terminated'] as const)('as %s', async (deniedStatus) => {
    const build = await beginAndPause({ deniedStatus });
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.ended;
    await testEnv.settled();
    expect(statusOf(build)).toBe(deniedStatus);
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false, answers: ['denied'] });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'denied', token: '' });
  });
});

it.each(['livesOn', 'endsAtPause'] as const)(
  'a build passes its gate where the key of its steps %s',
  async (stepKey) => {
    const build = await beginAndPause({ stepKey });
    approveAndImplement(testEnv, testEnv.number);
    await build.ended;
    await testEnv.settled();
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  },
);

it.each(['livesOn', 'endsAtPause'] as const)(
  'a build passes its second gate, too, where the key of its steps %s',
  async (stepKey) => {
    const ci = codefreshWith({ behaviours: { stepKey } });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    const build = run(testEnv, guidePipeline('Two changes in one build'));
    approveAtEveryPause(testEnv);
    expect(`${await build.finished}\n${build.log}`).toMatch(/^success\n/);
  },
);

describe('a build that a person denied is not told of the approval that follows, where it ends', () => {
  it.each(['error', 'denied', 'terminated'] as const)('as %s', async (deniedStatus) => {
    const build = await beginAndPause({ deniedStatus });
    testEnv.sandbox.codefresh.deny(build.id, 'impatient.developer');
    await build.ended;
    approveAndImplement(testEnv, testEnv.number);
    await testEnv.settled();
    expect(testEnv.registration()).toMatchObject({ status: 'ended', last_outcome: 'build-ended' });
    expect(build.view()).toMatchObject({ deployed: false, answers: ['denied'] });
  });
});

describe('a build that a person releases just before ServiceNow does is released once, where Codefresh', () => {
  it.each([
    ['error', 'build-ended'],
    ['ok', 'delivered'],
  ] as const)('answers the second decision as %s', async (answerWhenNotPaused, outcome) => {
    const build = await beginAndPause({ answerWhenNotPaused });
    testEnv.sandbox.codefresh.on((event) => {
      // The mark that comes before the decision.
      if (event.type === 'annotation' && event.key === 'CHANGE_GATE_change') build.approveByHand();
    });
    approveAndImplement(testEnv, testEnv.number);
    await build.ended;
    // A refusal leaves the answer to the next attempt.
    await testEnv.pass(60_000);
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(testEnv.registration()).toMatchObject({ last_outcome: outcome, token: '' });
  });
});

it('a build that was terminated takes no decision any more, and the change tells', async () => {
  const build = await beginAndPause();
  const { codefresh, serviceNow } = testEnv.sandbox;
  codefresh.terminate(build.id);
  await build.ended;
  approveAndImplement(testEnv, testEnv.number);
  await testEnv.settled();
  expect(testEnv.registration()).toMatchObject({
    status: 'ended',
    last_outcome: 'build-ended',
    last_answer: "The build's status is terminated.",
    token: '',
  });
  const notes = serviceNow.database.query('sys_journal_field', `element_id=${testEnv.change().sys_id}`);
  expect(notes.map(({ value }) => value)).toContainEqual(
    expect.stringMatching(/did not need to be told to go on .*status is terminated/),
  );
  expect(build.view()).toMatchObject({ deployed: false, answers: [] });
});
