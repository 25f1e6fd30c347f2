/** Several gates in one build: Codefresh approves a build and not a step, so a wrong approve would open a wrong gate. */
import type { Build } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startTestEnvironment,
  type TestEnvironment,
  type TestEnvironmentOptions,
} from '../environment/environment.ts';
import { codefresh, RESTRICTED_KEYS } from '../gate/codefresh.ts';
import { STEP_TYPE } from '../gate/references.ts';
import {
  approveAndImplement,
  changeNumber,
  run,
  stepStatus,
  variables,
  waitForApprovalStep,
} from './builds.ts';
import { guidePipeline } from './documents.ts';

const QA = 'Globex deployment to QA';
const PRODUCTION = 'Globex deployment to production';

const open = (gate: string) =>
  `{type: '${STEP_TYPE}', arguments: {OPERATION: open, GATE_NAME: ${gate}, DATA: '{"short_description": "${gate}"}'}}`;
const verify = (gate: string) => `{type: '${STEP_TYPE}', arguments: {OPERATION: verify, GATE_NAME: ${gate}}}`;

/** Both changes are opened before the first pause. */
const BOTH_FIRST = `
version: '1.0'
steps:
  open_qa: ${open('qa')}
  open_production: ${open('production')}
  wait_for_qa: {type: pending-approval}
  verify_qa: ${verify('qa')}
  wait_for_production: {type: pending-approval}
  verify_production: ${verify('production')}
  deploy: {image: alpine, commands: [echo deployed]}
`;

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function begin(pipeline: string, options: TestEnvironmentOptions = {}): Promise<Build> {
  testEnv = await startTestEnvironment(options);
  testEnv.listServer(codefresh);
  return run(testEnv, pipeline);
}

function registrationOf(title: string): Record<string, string> {
  const { database } = testEnv.sandbox.serviceNow;
  const [row] = database.query('x_change_gate_registration', `change_number=${changeNumber(testEnv, title)}`);
  if (row === undefined) throw new Error(`Nothing is registered for "${title}"`);
  return row;
}

/** How often an answer was sent to Codefresh. */
function answers(): number {
  return testEnv.sandbox.codefresh.requests.filter(({ path }) => path.includes('/pending-approval/')).length;
}

describe('a build with two gates', () => {
  it('passes each when its own change is approved', async () => {
    const build = await begin(guidePipeline('Two changes in one build'));
    await waitForApprovalStep(testEnv, build, 'wait_for_qa');
    approveAndImplement(testEnv, changeNumber(testEnv, QA));
    await waitForApprovalStep(testEnv, build, 'wait_for_production');
    await testEnv.settled();
    expect([stepStatus(build, 'deploy_qa'), stepStatus(build, 'deploy')]).toEqual(['success', 'pending']);

    approveAndImplement(testEnv, changeNumber(testEnv, PRODUCTION));
    expect(await build.finished).toBe('success');
    expect(build.log).toContain(`deploying to QA under ${changeNumber(testEnv, QA)}`);
    expect(build.log).toContain(`deploying to production under ${changeNumber(testEnv, PRODUCTION)}`);
    expect(answers()).toBe(2);
  });

  it('stays at the second when the first answer was lost and is given again', async () => {
    // The status lags behind the decision, too: ServiceNow cannot see that the build was released.
    const build = await begin(guidePipeline('Two changes in one build'), { statusDelayMs: 20_000 });
    await waitForApprovalStep(testEnv, build, 'wait_for_qa');
    const lost = {
      effect: { kind: 'reset' },
      path: /pending-approval\/approve$/,
      afterHandling: true,
    } as const;
    testEnv.sandbox.codefresh.faults.inject(lost);
    approveAndImplement(testEnv, changeNumber(testEnv, QA));
    await testEnv.settled();
    expect(registrationOf(QA)).toMatchObject({ status: 'due', last_outcome: 'unanswered' });
    await testEnv.pass(20_000);
    await waitForApprovalStep(testEnv, build, 'wait_for_production');

    await testEnv.pass(3_600_000);
    expect(build.status).toBe('pending-approval');
    expect(stepStatus(build, 'wait_for_production')).toBe('pending-approval');
    expect(registrationOf(QA)).toMatchObject({ status: 'delivered', token: '' });
    expect(answers()).toBe(1);
  });

  it('is not released at the first by the approval of the second', async () => {
    const build = await begin(BOTH_FIRST);
    await waitForApprovalStep(testEnv, build, 'wait_for_qa');
    approveAndImplement(testEnv, changeNumber(testEnv, 'production'));
    await testEnv.settled();
    expect(stepStatus(build, 'wait_for_qa')).toBe('pending-approval');
    expect(registrationOf('production')).toMatchObject({
      status: 'due',
      last_outcome: 'not-paused-yet',
      last_answer: 'The build has to pass its gate qa before this one.',
    });

    approveAndImplement(testEnv, changeNumber(testEnv, 'qa'));
    await waitForApprovalStep(testEnv, build, 'wait_for_production');
    await testEnv.pass(60_000);
    expect(await build.finished).toBe('success');
    expect(answers()).toBe(2);
  });

  it('says what it lacks where it may not be annotated', async () => {
    testEnv = await startTestEnvironment();
    testEnv.listServer(codefresh);
    const build = run(testEnv, BOTH_FIRST, { ...variables(testEnv), CF_API_KEY: 'expired' });
    await waitForApprovalStep(testEnv, build, 'wait_for_qa');
    expect(build.log).toContain(
      "WARNING: This build's annotations cannot be kept: Codefresh answered 401. A build with one gate can do without",
    );
  });
});

describe('a key of ServiceNow that may do little', () => {
  async function decideWith(key: string): Promise<Build> {
    testEnv = await startTestEnvironment();
    testEnv.listServer(codefresh);
    const build = run(testEnv, guidePipeline('Quick start'), {
      ...variables(testEnv),
      CHANGE_GATE_CALLBACK_TOKEN: key,
    });
    await build.paused;
    approveAndImplement(testEnv, testEnv.number);
    await testEnv.settled();
    return build;
  }

  it('releases a build that it may not annotate', async () => {
    const build = await decideWith(RESTRICTED_KEYS.noAnnotations);
    expect(await build.finished).toBe('success');
    expect(testEnv.registration()).toMatchObject({ status: 'delivered' });
  });

  it('is a dead letter where it may not decide', async () => {
    const build = await decideWith(RESTRICTED_KEYS.noDecisions);
    expect(build.status).toBe('pending-approval');
    expect(testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer:
        'Codefresh answered 403 when asked to approve the build: You do not have permissions to perform this action',
    });
  });
});

describe('a second change under the same gate name', () => {
  it.each([
    ['after the first pause', ['wait_for_qa', 'verify_qa']],
    ['before it', []],
  ])('is refused before it is opened: %s', async (_when, between) => {
    const steps = ['open_qa', ...between, 'open_again'];
    const all: Record<string, string> = {
      open_qa: open('qa'),
      wait_for_qa: '{type: pending-approval}',
      verify_qa: verify('qa'),
      open_again: open('qa'),
    };
    const build = await begin(
      `version: '1.0'\nsteps:\n${steps.map((name) => `  ${name}: ${all[name]}\n`).join('')}`,
    );
    if (between.length > 0) {
      await build.paused;
      approveAndImplement(testEnv, testEnv.number);
    }
    expect(await build.finished).toBe('error');
    expect(build.log).toMatch(
      /open_again \| ERROR: Another step of this build has opened CHG\d+ with GATE_NAME qa.*\[GATE_NAME_TAKEN\]/,
    );
    expect(testEnv.sandbox.serviceNow.changes()).toHaveLength(1);
  });
});

describe('the reason', () => {
  it('is on the build before the build goes on', async () => {
    const build = await begin(guidePipeline('Quick start'));
    await build.paused;
    const seen: string[] = [];
    testEnv.sandbox.codefresh.on((event) => {
      if (event.type === 'annotation') seen.push(`${event.key}: ${event.value}`);
      if (event.type === 'decision') seen.push(event.decision);
    });
    const { number = '' } = testEnv.change();
    approveAndImplement(testEnv, number);
    await build.finished;
    await testEnv.settled();
    const by = 'approved by Tina Team-Member (DevOps) and Chris Change-Manager (CAB Approval)';
    const reason = expect.stringContaining(`approved: ${number} is in Implement; ${by}, `);
    expect(seen.slice(0, 2)).toEqual([expect.stringMatching(/^CHANGE_GATE_change: approved: /), 'approved']);
    const left = testEnv.sandbox.codefresh.annotations(build.id);
    expect(Object.fromEntries(left.map(({ key, value }) => [key, value]))).toEqual({
      CR_NUMBER: number,
      CR_SYSID: testEnv.change().sys_id,
      CR_EVIDENCE: expect.stringMatching(/^no test reports given/),
      GATE_OPENED_change: number,
      CHANGE_GATE_change: reason,
      // Known from the original step, and written after the decision, as there.
      Reason: expect.stringContaining(`approved - ${number} is in Implement; ${by}, `),
      GATE_PASSED_change: number,
    });
  });
});
