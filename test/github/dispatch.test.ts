/** A second workflow, where no environment can hold the first. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { startWorld, type World } from '../gate/world.ts';

const CI = githubHarness({ gate: 'dispatch', starts: 'open-change.yml', environments: [] });

describe('a gate: dispatch', () => {
  let world: World;
  afterEach(() => world.close());

  async function begin(): Promise<Run> {
    world = await startWorld({}, CI);
    world.listServer(CI);
    await world.start(CI).ended;
    const [first] = world.sandbox.github.runs;
    if (first === undefined) throw new Error('There is no run');
    expect(first.conclusion).toBe('success');
    return first;
  }

  it('starts the workflow that deploys, with the commit that was approved', async () => {
    const first = await begin();
    const { serviceNow, github, clock } = world.sandbox;
    const held = first.heldRunnerMs;
    clock.advance(3_600_000);
    expect(first.heldRunnerMs).toBe(held);
    // Somebody pushes while people decide.
    github.writeWorkflow('other.yml', 'on: push\njobs: { a: { runs-on: x, steps: [ { run: "true" } ] } }\n');

    serviceNow.approve(world.number);
    await serviceNow.idle();
    serviceNow.move(world.number, 'Implement');
    await serviceNow.idle();
    const second = github.runs.find(({ workflow }) => workflow === 'deploy.yml');
    expect(await second?.finished).toBe('success');
    expect(second?.log).toContain(`Checked out ${first.sha}`);
    expect(second?.sha).not.toBe(first.sha);
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(world.registration()).toMatchObject({
      status: 'delivered',
      last_answer: expect.stringContaining(`/actions/runs/${second?.id}`),
    });
  });

  it('starts nothing when the change is rejected', async () => {
    await begin();
    world.sandbox.serviceNow.reject(world.number, 'Not on a Friday');
    await world.sandbox.serviceNow.idle();
    expect(world.registration()).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });
    expect(world.sandbox.github.runs).toHaveLength(1);
  });

  it('deploys nothing when somebody else starts the second workflow', async () => {
    const first = await begin();
    const inputs = { 'run-id': String(first.id), 'gate-name': 'change', sha: first.sha };
    const forged = world.sandbox.github.dispatch('deploy.yml', { actor: 'impatient-developer', inputs });
    expect(await forged.finished).toBe('failure');
    expect(forged.log).toContain(`${world.number} is in Assess: not approved yet`);
    expect(forged.log).not.toContain('Checked out');
  });

  it("keeps GitHub's own words when the second workflow takes other inputs", async () => {
    await begin();
    const { serviceNow, github } = world.sandbox;
    const deploy = documentedWorkflows('dispatch')['deploy.yml'] ?? '';
    github.writeWorkflow(
      'deploy.yml',
      deploy.replace(/ {6}sha: .*\n/, '').replace(/ref: .* \}/, 'ref: main }'),
    );
    serviceNow.approve(world.number);
    await serviceNow.idle();
    serviceNow.move(world.number, 'Implement');
    await serviceNow.idle();
    expect(world.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringContaining('Unexpected inputs provided'),
    });
  });
});
