/** How builds end: changes that are closed in hooks, and builds that are restarted. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { approveAndImplement, run, stepStatus } from './builds.ts';
import { guidePipeline } from './documents.ts';

const QUICK_START = guidePipeline('Quick start');

/** The guide's pipeline with another deployment. */
function deploying(command: string): string {
  return QUICK_START.replace('echo "deploying to QA"', command);
}

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function begin(pipeline: string) {
  testEnv = await startTestEnvironment();
  testEnv.listServer(codefresh);
  const build = run(testEnv, pipeline);
  await build.paused;
  return build;
}

describe('a build whose deployment fails', () => {
  it('closes its change as unsuccessful, in a hook', async () => {
    const build = await begin(deploying('exit 1'));
    approveAndImplement(testEnv, testEnv.number);
    expect(await build.finished).toBe('error');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
    expect(testEnv.sandbox.codefresh.annotations(build.id).map(({ key }) => key)).not.toContain(
      'CHANGE_NOT_CLOSED',
    );
  });

  it('leaves a mark on the build when its change cannot be closed there', async () => {
    const build = await begin(deploying('exit 1'));
    const { serviceNow } = testEnv.sandbox;
    serviceNow.faults.inject({
      effect: { kind: 'status', status: 403 },
      method: 'PATCH',
      path: '/api/now/table/change_request',
      times: Infinity,
    });
    approveAndImplement(testEnv, testEnv.number);
    expect(await build.finished).toBe('error');
    expect(stepStatus(build, 'deploy.hooks.on_fail.exec')).toBe('error');
    const mark = testEnv.sandbox.codefresh
      .annotations(build.id)
      .find(({ key }) => key === 'CHANGE_NOT_CLOSED');
    expect(mark?.value).toMatch(/^The log of .+ says why\.$/);
  });

  it.each(['', ", OUTCOME: ''", ', OUTCOME: "${{NOBODY_SETS_THIS}}"'])(
    'is not closed as anything by a step that does not say how it ended: %j',
    async (outcome) => {
      const build = await begin(QUICK_START.replace('close, OUTCOME: success', `close${outcome}`));
      approveAndImplement(testEnv, testEnv.number);
      expect(await build.finished).toBe('error');
      expect(build.log).toMatch(/OUTCOME: is not set or empty.*OUTCOME: success.*\[INVALID_INPUT\]/);
      expect(testEnv.change()).toMatchObject({ state: '-1', close_code: '' });
    },
  );

  it('does not close a change that was denied', async () => {
    const build = await begin(QUICK_START);
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    expect(await build.finished).toBe('error');
    expect(stepStatus(build, 'deploy.hooks.on_fail.exec')).toBeUndefined();
    expect(testEnv.change()).toMatchObject({ state: '-5', approval: 'rejected' });
  });
});

describe('a build that is restarted', () => {
  it('opens a change of its own; the old one, approved later, releases nobody', async () => {
    const first = await begin(QUICK_START);
    const { serviceNow, codefresh: server } = testEnv.sandbox;
    const old = testEnv.number;
    server.terminate(first.id);
    await first.finished;

    const second = server.restart(first.id);
    await second.paused;
    approveAndImplement(testEnv, old);
    await testEnv.settled();
    expect(second.status).toBe('pending-approval');
    const registration = serviceNow.database.query('x_change_gate_registration', `change_number=${old}`)[0];
    expect(registration).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });

    const own = serviceNow.changes().find((change) => change.number !== old)?.number ?? '';
    approveAndImplement(testEnv, own);
    expect(await second.finished).toBe('success');
  });

  it('from its failed step closes the change that it names', async () => {
    // The deployment fails in the first build and not in the second.
    const pipeline = deploying('test "$CF_BUILD_ID" != "$FIRST"')
      .replace(/ {4}hooks:[\s\S]*?(?= {2}close_change)/, '')
      .replace(
        'steps:',
        'steps:\n  remember: {image: alpine, commands: [echo FIRST=$CF_BUILD_ID >> /codefresh/volume/env_vars_to_export]}',
      )
      .replace(
        '{OPERATION: close, OUTCOME: success}',
        "{OPERATION: close, OUTCOME: success, CHANGE_NUMBER: '${{steps.open_change.output.CR_NUMBER}}'}",
      );
    const first = await begin(pipeline);
    approveAndImplement(testEnv, testEnv.number);
    expect(await first.finished).toBe('error');
    expect(testEnv.change().state).toBe('-1');

    const second = testEnv.sandbox.codefresh.restart(first.id, 'failed-step');
    expect(`${await second.finished}\n${second.log}`).toMatch(/^success\n/);
    expect(testEnv.change().state).toBe('3');
  });
});
