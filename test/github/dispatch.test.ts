/** A second workflow, where no environment can hold the first. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { botToken, documentedWorkflows, type GithubSetup, githubHarness } from '../gate/github.ts';
import { startWorld, type World } from '../gate/world.ts';

const BY_WORKFLOW = documentedWorkflows('dispatch');

/** The same first workflow, with the input that the guide names in place of the other. */
const BY_EVENT = {
  'open-change.yml': (BY_WORKFLOW['open-change.yml'] ?? '').replace(
    'workflow: deploy.yml',
    'event-type: change-approved',
  ),
  ...documentedWorkflows('repository_dispatch'),
};

const KINDS = [
  {
    kind: 'workflow_dispatch',
    workflows: BY_WORKFLOW,
    token: botToken({ actions: 'write' }),
    lesser: botToken({ actions: 'read' }),
    call: '/repos/globex/shop/actions/workflows/deploy.yml/dispatches',
    list: '/repos/globex/shop/actions/workflows/deploy.yml/runs',
  },
  {
    kind: 'repository_dispatch',
    workflows: BY_EVENT,
    token: botToken({ actions: 'read', contents: 'write' }),
    lesser: botToken({ actions: 'read', contents: 'read' }),
    call: '/repos/globex/shop/dispatches',
    list: '/repos/globex/shop/actions/runs',
  },
] as const;

let world: World;
afterEach(() => world.close());

/** @returns the run that opened the change, and has ended */
async function begin(setup: GithubSetup): Promise<Run> {
  const ci = githubHarness({ starts: 'open-change.yml', environments: [], ...setup });
  world = await startWorld({}, ci);
  world.listServer(ci);
  await world.start(ci).ended;
  const [first] = world.sandbox.github.runs;
  if (first === undefined) throw new Error('There is no run');
  expect(first.conclusion).toBe('success');
  return first;
}

async function approve(): Promise<void> {
  const { serviceNow } = world.sandbox;
  serviceNow.approve(world.number);
  await serviceNow.idle();
  serviceNow.move(world.number, 'Implement');
  await serviceNow.idle();
}

const started = () => world.sandbox.github.runs.slice(1);

const workNotes = () =>
  world.sandbox.serviceNow.database
    .query('sys_journal_field', `element_id=${world.change().sys_id}`)
    .map((note) => note.value);

describe.each(KINDS)('a gate: dispatch, by $kind', ({ kind, workflows, token, lesser, call, list }) => {
  it('starts the workflow that deploys once, with the commit that was approved', async () => {
    const first = await begin({ workflows, tokens: [token] });
    const { github, clock } = world.sandbox;
    const held = first.heldRunnerMs;
    clock.advance(3_600_000);
    expect(first.heldRunnerMs).toBe(held);
    // Somebody pushes while people decide.
    github.writeWorkflow('other.yml', 'on: push\njobs: { a: { runs-on: x, steps: [ { run: "true" } ] } }\n');

    await approve();
    const [second, ...others] = started();
    expect(await second?.finished).toBe('success');
    expect(others).toEqual([]);
    expect(second).toMatchObject({ event: kind, workflow: 'deploy.yml', actor: 'servicenow-bot' });
    expect(second?.log).toContain(`Checked out ${first.sha}`);
    expect(second?.sha).not.toBe(first.sha);
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(world.registration()).toMatchObject({
      status: 'delivered',
      last_answer: expect.stringContaining(`/actions/runs/${second?.id}`),
      token: '',
    });
  });

  it('does not start it twice when the answer was lost', async () => {
    await begin({ workflows, tokens: [token] });
    const { github, serviceNow, clock } = world.sandbox;
    const lost = { effect: { kind: 'reset' }, afterHandling: true } as const;
    github.faults.inject({ ...lost, method: 'POST', path: call });
    // And so is that of the look that follows.
    const stop = github.on(() => {
      stop();
      github.faults.inject({ ...lost, method: 'GET', path: list });
    });
    await approve();
    expect(world.registration()).toMatchObject({ status: 'due', last_outcome: 'unavailable' });

    clock.advance(60_000);
    await serviceNow.idle();
    const [second, ...others] = started();
    expect(others).toEqual([]);
    expect(await second?.finished).toBe('success');
    expect(world.registration()).toMatchObject({
      status: 'ended',
      last_outcome: 'already-decided',
      last_answer: expect.stringContaining(`/actions/runs/${second?.id}`),
    });
  });

  it('starts it again when all jobs of the first run again, under the same change', async () => {
    const attempt = '${{ inputs.run-attempt }}${{ github.event.client_payload.run-attempt }}';
    const { 'deploy.yml': documented = '' }: Record<string, string> = workflows;
    const deploy = documented
      .replace('echo "deploying to production"', `test ${attempt} != 1`)
      .replace("always() && steps.verify.outcome == 'success'", 'success()');
    const first = await begin({ workflows: { ...workflows, 'deploy.yml': deploy }, tokens: [token] });
    await approve();
    expect(await started()[0]?.finished).toBe('failure');

    world.sandbox.github.rerun(first.id, 'octocat');
    expect(await first.finished).toBe('success');
    await world.sandbox.serviceNow.idle();
    const [, third, ...others] = started();
    expect(await third?.finished).toBe('success');
    expect(others).toEqual([]);
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it.each([
    ['rejected', () => world.sandbox.serviceNow.reject(world.number, 'Not on a Friday')],
    ['canceled', () => world.sandbox.serviceNow.cancel(world.number)],
  ])('starts nothing when the change is %s, and notes it', async (decided, deny) => {
    await begin({ workflows, tokens: [token] });
    deny();
    await world.sandbox.serviceNow.idle();
    expect(world.registration()).toMatchObject({
      status: 'ended',
      decision: 'denied',
      reason: `${world.number} was ${decided}`,
      last_outcome: 'build-ended',
      token: '',
    });
    expect(workNotes()).toContainEqual(
      expect.stringMatching(/did not need to be told to stop .* the workflow that deploys is not started/),
    );
    expect(started()).toEqual([]);
  });

  it("keeps GitHub's own words where an admin looks, when the token may not start it", async () => {
    await begin({ workflows, tokens: [lesser] });
    await approve();
    expect(world.registration()).toMatchObject({
      status: 'refused',
      last_answer:
        'GitHub answered 403 when asked to start the workflow that deploys: Resource not accessible by personal access token',
    });
    expect(started()).toEqual([]);
  });
});

describe('a repository of many events', () => {
  const OTHER =
    'on: { repository_dispatch: { types: [other] } }\njobs: { a: { runs-on: x, steps: [ { run: "true" } ] } }\n';

  it('has its workflow started once, although the start that nobody saw is not among the newest runs', async () => {
    const token = botToken({ actions: 'read', contents: 'write' });
    await begin({ workflows: { ...BY_EVENT, 'other.yml': OTHER }, tokens: [token] });
    const { github, serviceNow, clock } = world.sandbox;
    const lost = { effect: { kind: 'reset' }, afterHandling: true } as const;
    github.faults.inject({ ...lost, method: 'POST', path: '/repos/globex/shop/dispatches' });
    const stop = github.on(() => {
      stop();
      github.faults.inject({ ...lost, method: 'GET', path: '/repos/globex/shop/actions/runs' });
    });
    await approve();
    expect(world.registration()).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
    for (let sent = 0; sent < 25; sent += 1) {
      await fetch(`${github.apiUrl}/repos/globex/shop/dispatches`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token.token}`, 'user-agent': 'test' },
        body: JSON.stringify({ event_type: 'other' }),
      });
    }
    expect(started()).toHaveLength(26);

    clock.advance(60_000);
    await serviceNow.idle();
    const [second, ...others] = started();
    expect(others.filter(({ workflow }) => workflow === 'deploy.yml')).toEqual([]);
    expect(await second?.finished).toBe('success');
    expect(world.registration()).toMatchObject({ status: 'ended', last_outcome: 'already-decided' });
    await Promise.all(others.map(({ finished }) => finished));
  });
});

describe('a second workflow', () => {
  it('deploys nothing when somebody else starts it', async () => {
    const first = await begin({ workflows: BY_WORKFLOW });
    const inputs = {
      'run-id': String(first.id),
      'run-attempt': '1',
      'gate-name': 'change',
      sha: first.sha,
    };
    const forged = world.sandbox.github.dispatch('deploy.yml', { actor: 'impatient-developer', inputs });
    expect(await forged.finished).toBe('failure');
    expect(forged.log).toContain(`${world.number} is in Assess: not approved yet`);
    expect(forged.log).not.toContain('Checked out');
  });

  it("is refused with GitHub's own words when it takes other inputs", async () => {
    await begin({ workflows: BY_WORKFLOW });
    const deploy = (BY_WORKFLOW['deploy.yml'] ?? '').replace(/ {6}sha: .*\n/, '');
    world.sandbox.github.writeWorkflow('deploy.yml', deploy.replace(/ref: .* \}/, 'ref: main }'));
    await approve();
    expect(world.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringContaining('Unexpected inputs provided'),
    });
  });
});
