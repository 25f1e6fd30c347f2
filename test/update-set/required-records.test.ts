/** Each part of the app is needed, and it is the file that runs: without its record, what it does is not done. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment, UPDATE_SET } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { withoutRecord } from './records.ts';

const BUILT = readFileSync(UPDATE_SET, 'utf8');

describe('an update set without', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  /** Runs a build until its change is in Implement and all scripts have run. */
  async function approve(updateSet: string) {
    testEnv = await startTestEnvironment({ updateSet });
    const build = await testEnv.startAndPause(codefresh);
    testEnv.sandbox.serviceNow.approveAll(testEnv.number);
    testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
    await testEnv.settled();
    return build;
  }

  it('nothing missing releases the build at once', async () => {
    const build = await approve(BUILT);
    await build.ended;
    expect(build.view().succeeded).toBe(true);
  });

  it.each([
    ['the rule on changes', 'Business Rule', /./],
    ['the script action', 'Script Action', /./],
    ['the event', 'Event Registration', /./],
  ])('%s leaves it to the scheduled job', async (_part, type, name) => {
    const build = await approve(withoutRecord(BUILT, type, name));
    expect(build.view().waiting).toBe(true);

    await testEnv.pass(61_000);
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, answers: ['approved'] });
  });

  it('the rule and the scheduled job never releases it', async () => {
    const neither = withoutRecord(
      withoutRecord(BUILT, 'Business Rule', /./),
      'Scheduled Script Execution',
      /./,
    );
    const build = await approve(neither);
    await testEnv.pass(3_600_000);
    expect(build.view().waiting).toBe(true);
  });

  it.each([
    ['the decision', /^GateDecision$/],
    ['the approval APIs', /^GateApprovalApis$/],
    ['the HTTP client', /^GateHttp$/],
  ])('the script include with %s never releases it', async (_part, name) => {
    const updateSet = withoutRecord(BUILT, 'Script Include', name);
    testEnv = await startTestEnvironment({ updateSet });
    testEnv.listServer(codefresh);
    const build = testEnv.start(codefresh);
    await Promise.race([build.paused.catch(() => {}), build.ended]);
    const { serviceNow } = testEnv.sandbox;
    // Where it could not register, the build has failed and taken its change back.
    if (build.view().waiting) {
      serviceNow.approveAll(testEnv.number);
      serviceNow.move(testEnv.number, 'Implement');
      await testEnv.settled();
    }
    expect(build.view()).toMatchObject({ succeeded: false, answers: [] });
    expect(JSON.stringify(serviceNow.cluster.log)).toContain('not defined');
  });

  it('the REST API for registrations cannot be registered with', async () => {
    testEnv = await startTestEnvironment({
      updateSet: withoutRecord(BUILT, 'Scripted REST API', /registrations/i),
    });
    testEnv.listServer(codefresh);
    const build = testEnv.start(codefresh);
    await build.ended;
    expect(build.view().log).toContain('[APP_NOT_INSTALLED]');
  });
});
