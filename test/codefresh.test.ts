import { afterEach, describe, expect, it } from 'vitest';
import { codefresh } from './gate/codefresh.ts';
import { describeGate } from './gate/scenarios.ts';
import { startWorld, type World } from './gate/world.ts';

describeGate(codefresh);

describe('a Codefresh build whose status lags behind the decision', () => {
  let world: World;
  afterEach(() => world.close());

  it('is released once, and found released by the next attempt', async () => {
    world = await startWorld({ resumeDelayMs: 500 });
    const build = await world.startAndPause(codefresh);
    world.sandbox.serviceNow.approve(world.number);
    world.sandbox.serviceNow.move(world.number, 'Implement');
    await world.sandbox.serviceNow.idle();
    expect(world.registration()).toMatchObject({ status: 'due', last_outcome: 'unavailable' });

    await build.ended;
    world.sandbox.clock.advance(60_000);
    await world.sandbox.serviceNow.idle();
    expect(build.look()).toMatchObject({ succeeded: true, answers: ['approved'] });
    expect(world.registration()).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });
  });
});
