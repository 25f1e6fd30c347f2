import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from './environment/environment.ts';
import { codefresh } from './gate/codefresh.ts';
import { describeGate } from './gate/scenarios.ts';

describeGate(codefresh);

describe('a Codefresh build whose status lags behind the decision', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  it('is released once, and found released by the next attempt', async () => {
    testEnv = await startTestEnvironment({ statusDelayMs: 20_000 });
    const build = await testEnv.startAndPause(codefresh);
    testEnv.sandbox.serviceNow.approveAll(testEnv.number);
    testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
    await testEnv.sandbox.serviceNow.idle();
    expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'unavailable' });

    testEnv.sandbox.clock.advance(20_000);
    await build.ended;
    testEnv.sandbox.clock.advance(60_000);
    await testEnv.sandbox.serviceNow.idle();
    expect(build.view()).toMatchObject({ succeeded: true, answers: ['approved'] });
    expect(testEnv.registration()).toMatchObject({ status: 'ended', token: '' });
  });
});
