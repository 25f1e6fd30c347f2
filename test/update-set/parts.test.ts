/** Each part of the app is needed, and it is the file that runs: without its record, what it does is not done. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { codefresh } from '../gate/codefresh.ts';
import { startWorld, UPDATE_SET, type World } from '../gate/world.ts';
import { without } from './records.ts';

const BUILT = readFileSync(UPDATE_SET, 'utf8');

describe('an update set without', () => {
  let world: World;
  afterEach(() => world.close());

  /** Runs a build until its change is in Implement and all scripts have run. */
  async function approve(updateSet: string) {
    world = await startWorld({ updateSet });
    const build = await world.startAndPause(codefresh);
    world.sandbox.serviceNow.approve(world.number);
    world.sandbox.serviceNow.move(world.number, 'Implement');
    await world.sandbox.serviceNow.idle();
    return build;
  }

  it('nothing missing releases the build at once', async () => {
    const build = await approve(BUILT);
    await build.ended;
    expect(build.look().succeeded).toBe(true);
  });

  it.each([
    ['the rule on changes', 'Business Rule', /./],
    ['the script action', 'Script Action', /./],
    ['the event', 'Event Registration', /./],
  ])('%s leaves it to the scheduled job', async (_part, type, name) => {
    const build = await approve(without(BUILT, type, name));
    expect(build.look().waiting).toBe(true);

    world.sandbox.clock.advance(61_000);
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: true, answers: ['approved'] });
  });

  it('the rule and the scheduled job never releases it', async () => {
    const neither = without(without(BUILT, 'Business Rule', /./), 'Scheduled Script Execution', /./);
    const build = await approve(neither);
    world.sandbox.clock.advance(3_600_000);
    await world.sandbox.serviceNow.idle();
    expect(build.look().waiting).toBe(true);
  });

  it.each([
    ['the decision', /^GateDecision$/],
    ['the approval APIs', /^GateApprovalApis$/],
    ['the HTTP client', /^GateHttp$/],
  ])('the script include with %s never releases it', async (_part, name) => {
    const updateSet = without(BUILT, 'Script Include', name);
    world = await startWorld({ updateSet });
    world.listServer(codefresh);
    const build = world.start(codefresh);
    await Promise.race([build.paused.catch(() => {}), build.ended]);
    const { serviceNow } = world.sandbox;
    serviceNow.approve(world.number);
    serviceNow.move(world.number, 'Implement');
    await serviceNow.idle();
    expect(build.look()).toMatchObject({ succeeded: false, answers: [] });
    expect(JSON.stringify(serviceNow.cluster.log)).toContain('not defined');
  });

  it('the REST API for registrations cannot be registered with', async () => {
    world = await startWorld({ updateSet: without(BUILT, 'Scripted REST API', /registrations/i) });
    world.listServer(codefresh);
    const build = world.start(codefresh);
    await build.ended;
    expect(build.look().log).toContain('[APP_NOT_INSTALLED]');
  });
});
