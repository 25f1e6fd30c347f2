/** A job that polls, where ServiceNow cannot call. */
import { afterEach, describe, expect, it } from 'vitest';
import { githubHarness } from '../gate/github.ts';
import { startWorld, type World } from '../gate/world.ts';

const CI = githubHarness({ gate: 'wait', environments: [] });

describe('a gate: wait', () => {
  let world: World;
  afterEach(() => world.close());

  /** Resolves when the job says that it waits. */
  async function beginAndWait() {
    world = await startWorld({}, CI);
    const { github } = world.sandbox;
    const waits = new Promise<void>((resolve) => {
      github.on((event) => {
        if (event.type === 'log' && event.line.includes('this runner is held')) resolve();
      });
    });
    const build = world.start(CI);
    await waits;
    return build;
  }

  it('goes on when the change is approved, and registers nothing', async () => {
    const build = await beginAndWait();
    const { serviceNow } = world.sandbox;
    serviceNow.approve(world.number);
    serviceNow.move(world.number, 'Implement');
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: true, deployed: true });
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(serviceNow.database.query('x_change_gate_registration', '')).toEqual([]);
  });

  it('cancels the change when the workflow is cancelled meanwhile', async () => {
    const build = await beginAndWait();
    const { github } = world.sandbox;
    github.cancel(Number(build.id));
    await build.ended;
    expect(github.runs[0]?.conclusion).toBe('cancelled');
    expect(world.change().state).toBe('4');
  });
});
