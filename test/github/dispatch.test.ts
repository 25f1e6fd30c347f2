/** A second workflow, where no environment can hold the first. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startTestEnvironment,
  type TestEnvironment,
  type TestEnvironmentOptions,
} from '../environment/environment.ts';
import { botToken, documentedWorkflows, type GithubSetup, githubHarness } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { approveChangeOf, changeOf, registrationOf } from '../gate/github-gates.ts';
import { byToken } from '../gate/github-guide.ts';
import { assertRequestsMatchDescription } from '../gate/github-requests.ts';

const BY_WORKFLOW = byToken(documentedWorkflows('dispatch'));

const BY_EVENT = byToken(documentedWorkflows('repository_dispatch'));

type Inputs = Readonly<Record<string, string>>;

/** A person may start it, too. */
const DEVELOPER = {
  kind: 'fine-grained',
  token: 'github_pat_developer',
  user: 'impatient-developer',
  permissions: { actions: 'write', contents: 'write' },
} as const;

const KINDS = [
  {
    kind: 'workflow_dispatch',
    workflows: BY_WORKFLOW,
    token: botToken({ actions: 'write' }),
    lesser: botToken({ actions: 'read' }),
    call: '/repos/globex/shop/actions/workflows/deploy.yml/dispatches',
    list: '/repos/globex/shop/actions/workflows/deploy.yml/runs',
    body: (inputs: Inputs) => ({ ref: 'main', inputs }),
  },
  {
    kind: 'repository_dispatch',
    workflows: BY_EVENT,
    token: botToken({ actions: 'read', contents: 'write' }),
    lesser: botToken({ actions: 'read', contents: 'read' }),
    call: '/repos/globex/shop/dispatches',
    list: '/repos/globex/shop/actions/runs',
    body: (inputs: Inputs) => ({ event_type: 'change-approved', client_payload: inputs }),
  },
] as const;

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

/** @returns the run that opens the change */
async function start(setup: GithubSetup, options: TestEnvironmentOptions = {}): Promise<Run> {
  const ci = githubHarness({ starts: 'open-change.yml', environments: [], ...setup });
  testEnv = await startTestEnvironment(options, ci);
  testEnv.listServer(ci);
  if (setup.apps !== undefined) keepKeyOfApp(testEnv, ci);
  testEnv.start(ci);
  const [first] = testEnv.sandbox.github.runs;
  if (first === undefined) throw new Error('There is no run');
  return first;
}

/** @returns the run that opened the change, and has ended */
async function begin(setup: GithubSetup, options: TestEnvironmentOptions = {}): Promise<Run> {
  const first = await start(setup, options);
  expect(await first.finished).toBe('success');
  return first;
}

async function approve(): Promise<void> {
  const { serviceNow } = testEnv.sandbox;
  serviceNow.approveAll(testEnv.number);
  await testEnv.settled();
  serviceNow.move(testEnv.number, 'Implement');
  await testEnv.settled();
}

const started = () => testEnv.sandbox.github.runs.slice(1);

const workNotes = () =>
  testEnv.sandbox.serviceNow.database
    .query('sys_journal_field', `element_id=${testEnv.change().sys_id}`)
    .map((note) => note.value);

/** Without a delay: the cancel must find the step that writes the line still running. */
const CANCELED_AT_ONCE: TestEnvironmentOptions = { statusDelayMs: 0 };

/** Cancels a run as soon as one of its jobs has written such a line. */
function cancelAt(run: () => Run | undefined, line: RegExp): void {
  const { github } = testEnv.sandbox;
  const stop = github.on((event) => {
    const id = run()?.id;
    if (event.type !== 'log' || event.run !== id || !line.test(event.line)) return;
    stop();
    github.cancel(id);
  });
}

describe.each(KINDS)('a gate: dispatch, by $kind', ({ kind, workflows, token, lesser, call, list, body }) => {
  const { 'open-change.yml': opens = '', 'deploy.yml': deploys = '' }: Record<string, string> = workflows;

  it('starts the workflow that deploys once, with the commit that was approved', async () => {
    const first = await begin({ workflows, tokens: [token] });
    const { github, clock } = testEnv.sandbox;
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
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(testEnv.registration()).toMatchObject({
      status: 'delivered',
      last_answer: expect.stringContaining(`/actions/runs/${second?.id}`),
      token: '',
    });
  });

  it('does not start it twice when the answer was lost', async () => {
    await begin({ workflows, tokens: [token] });
    const { github } = testEnv.sandbox;
    const lost = { effect: { kind: 'reset' }, afterHandling: true } as const;
    github.faults.inject({ ...lost, method: 'POST', path: call });
    // And so is that of the look that follows.
    const stop = github.on(() => {
      stop();
      github.faults.inject({ ...lost, method: 'GET', path: list });
    });
    await approve();
    expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'unanswered' });

    await testEnv.pass(60_000);
    const [second, ...others] = started();
    expect(others).toEqual([]);
    expect(await second?.finished).toBe('success');
    expect(testEnv.registration()).toMatchObject({
      status: 'delivered',
      last_answer: expect.stringContaining(`/actions/runs/${second?.id}`),
    });
  });

  it('starts it again when all jobs of the first run again, under the same change', async () => {
    const attempt = '${{ inputs.run-attempt }}${{ github.event.client_payload.run-attempt }}';
    const deploy = deploys
      .replace('echo "deploying to production"', `test ${attempt} != 1`)
      .replace("always() && steps.verify.outcome == 'success'", 'success()');
    const first = await begin({ workflows: { ...workflows, 'deploy.yml': deploy }, tokens: [token] });
    await approve();
    expect(await started()[0]?.finished).toBe('failure');

    testEnv.sandbox.github.rerun(first.id, 'octocat');
    expect(await first.finished).toBe('success');
    await testEnv.settled();
    const [, third, ...others] = started();
    expect(await third?.finished).toBe('success');
    expect(others).toEqual([]);
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('starts it for each gate of the run, when its own change is approved', async () => {
    const at = opens.indexOf('      - uses:');
    const step = (gate: string) =>
      opens.slice(at).replace('operation: open\n', `$&          gate-name: ${gate}\n`);
    await begin({
      workflows: { ...workflows, 'open-change.yml': `${opens.slice(0, at)}${step('eu')}${step('us')}` },
      tokens: [token],
    });
    expect(changeOf(testEnv, 'eu')).not.toBe(changeOf(testEnv, 'us'));
    await approveChangeOf(testEnv, 'eu');
    expect(await started()[0]?.finished).toBe('success');
    expect(registrationOf(testEnv, 'us')).toMatchObject({ status: 'waiting', decision: 'pending' });

    await approveChangeOf(testEnv, 'us');
    const [, second, ...others] = started();
    expect(await second?.finished).toBe('success');
    expect(others).toEqual([]);
    expect(testEnv.sandbox.serviceNow.changes().map(({ close_code }) => close_code)).toEqual([
      'successful',
      'successful',
    ]);
  });

  it('closes the change as unsuccessful when the second run is cancelled while it deploys', async () => {
    await begin({ workflows, tokens: [token] }, CANCELED_AT_ONCE);
    cancelAt(() => started()[0], /^deploying to production/);
    await approve();
    expect(await started()[0]?.finished).toBe('cancelled');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('deploys nothing when a person starts it', async () => {
    const first = await begin({ workflows, tokens: [token, DEVELOPER] });
    const inputs = { 'run-id': String(first.id), 'run-attempt': '1', 'gate-name': 'change', sha: first.sha };
    const { status } = await fetch(testEnv.sandbox.github.apiUrl + call, {
      method: 'POST',
      headers: { authorization: `Bearer ${DEVELOPER.token}`, 'user-agent': 'test' },
      body: JSON.stringify(body(inputs)),
    });
    expect(status).toBe(204);
    const [forged] = started();
    expect(await forged?.finished).toBe('failure');
    expect(forged?.actor).toBe('impatient-developer');
    expect(forged?.log).toContain(`${testEnv.number} is in Assess: not approved yet`);
    expect(forged?.log).not.toContain('Checked out');
  });

  it("keeps GitHub's own words where an admin looks, when the token may not start it", async () => {
    await begin({ workflows, tokens: [lesser] });
    await approve();
    expect(testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer:
        'GitHub answered 403 when asked to start the workflow that deploys: Resource not accessible by personal access token',
    });
    expect(started()).toEqual([]);
  });
});

describe('a gate: dispatch by a GitHub App', () => {
  const BY_APP = [
    {
      kind: 'workflow_dispatch',
      workflows: documentedWorkflows('dispatch'),
      permissions: { actions: 'write' },
    },
    {
      kind: 'repository_dispatch',
      workflows: documentedWorkflows('repository_dispatch'),
      permissions: { actions: 'read', contents: 'write' },
    },
  ] as const;
  /** More than any call needs, as one App for everything has. */
  const FOR_ALL = appWith({ actions: 'write', deployments: 'write', contents: 'write' });

  it.each(BY_APP)('starts the workflow with a token for that alone: $kind', async ({ workflows, ...app }) => {
    await begin({ workflows, tokens: [], apps: [FOR_ALL] });
    await approve();
    const [second, ...others] = started();
    expect(await second?.finished).toBe('success');
    expect(others).toEqual([]);
    expect(second).toMatchObject({ event: app.kind, actor: 'change-gate[bot]' });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered', token: '' });

    const { requests } = testEnv.sandbox.github;
    const minted = requests.filter(({ path }) => path.endsWith('/access_tokens')).map(({ body }) => body);
    const asked = JSON.stringify({ repositories: ['shop'], permissions: app.permissions });
    expect(new Set(minted)).toEqual(new Set([asked]));
    const revoked = requests.filter(({ path }) => path === '/installation/token');
    expect(revoked).toHaveLength(minted.length);
    assertRequestsMatchDescription(testEnv.sandbox.github);
  });

  it.each(BY_APP)(
    'says who has to grant what, when the App may not: $kind',
    async ({ workflows, ...app }) => {
      await begin({ workflows, tokens: [], apps: [appWith({ deployments: 'write' })] });
      await approve();
      const wanted = Object.entries(app.permissions).map(([name, access]) => `${name}: ${access}`);
      expect(testEnv.registration()).toMatchObject({
        status: 'refused',
        last_answer: `No installation token for credential github_app: the server answered 422. An owner of globex has to install the App for globex/shop, with ${wanted.join(', ')}.`,
      });
      expect(started()).toEqual([]);
    },
  );
});

describe('a gate: dispatch, however the workflow is started', () => {
  const { workflows, token } = KINDS[0];
  const { 'open-change.yml': opens = '', 'deploy.yml': deploys = '' }: Record<string, string> = workflows;

  it('starts it while the run that opened the change still runs', async () => {
    const held =
      '  docs: { needs: open-change, runs-on: x, environment: docs, steps: [ { run: "true" } ] }\n';
    const first = await start({
      workflows: { ...workflows, 'open-change.yml': opens + held },
      environments: [{ name: 'docs', reviewers: ['octocat'] }],
      tokens: [token],
    });
    await first.waiting;
    await approve();
    expect(await started()[0]?.finished).toBe('success');
    expect(first.status).toBe('waiting');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered', attempts: '1' });
  });

  it('lets the failed jobs of the second run again, under the same change', async () => {
    const deploy = deploys
      .replace('echo "deploying to production"', 'test "$GITHUB_RUN_ATTEMPT" != 1')
      .replace("always() && steps.verify.outcome == 'success'", 'success()');
    await begin({ workflows: { ...workflows, 'deploy.yml': deploy }, tokens: [token] });
    await approve();
    const [second, ...others] = started();
    expect(await second?.finished).toBe('failure');
    testEnv.sandbox.github.rerunFailed(second?.id ?? 0, 'octocat');
    expect(await second?.finished).toBe('success');
    expect(others).toEqual([]);
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('cancels the change with the run that opens it, where it was asked to, and starts nothing', async () => {
    const open = opens.replace('operation: open\n', '$&          cancel-with-workflow: true\n');
    const setup = { workflows: { ...workflows, 'open-change.yml': open }, tokens: [token] };
    const first = await start(setup, CANCELED_AT_ONCE);
    cancelAt(() => first, /ServiceNow calls back when/);
    expect(await first.finished).toBe('cancelled');
    await testEnv.settled();
    expect(testEnv.change().state).toBe('4');
    expect(testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(started()).toEqual([]);
  });

  it.each([
    ['rejected', () => testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday')],
    ['canceled', () => testEnv.sandbox.serviceNow.cancel(testEnv.number)],
  ])('starts nothing when the change is %s, and notes it', async (decided, deny) => {
    await begin({ workflows, tokens: [token] });
    deny();
    await testEnv.settled();
    expect(testEnv.registration()).toMatchObject({
      status: 'ended',
      decision: 'denied',
      reason: expect.stringMatching(new RegExp(`^${testEnv.number} was ${decided}\\b`)),
      last_outcome: 'build-ended',
      token: '',
    });
    expect(workNotes()).toContainEqual(
      expect.stringMatching(/did not need to be told to stop .* the workflow that deploys is not started/),
    );
    expect(started()).toEqual([]);
  });
});

describe('a repository of many events', () => {
  const OTHER =
    'on: { repository_dispatch: { types: [other] } }\njobs: { a: { runs-on: x, steps: [ { run: "true" } ] } }\n';

  it('has its workflow started once, although the start that nobody saw is not among the newest runs', async () => {
    const token = botToken({ actions: 'read', contents: 'write' });
    await begin({ workflows: { ...BY_EVENT, 'other.yml': OTHER }, tokens: [token] });
    const { github } = testEnv.sandbox;
    const lost = { effect: { kind: 'reset' }, afterHandling: true } as const;
    github.faults.inject({ ...lost, method: 'POST', path: '/repos/globex/shop/dispatches' });
    const stop = github.on(() => {
      stop();
      github.faults.inject({ ...lost, method: 'GET', path: '/repos/globex/shop/actions/runs' });
    });
    await approve();
    expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'unanswered' });
    for (let sent = 0; sent < 25; sent += 1) {
      await fetch(`${github.apiUrl}/repos/globex/shop/dispatches`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token.token}`, 'user-agent': 'test' },
        body: JSON.stringify({ event_type: 'other' }),
      });
    }
    expect(started()).toHaveLength(26);

    await testEnv.pass(60_000);
    const [second, ...others] = started();
    expect(others.filter(({ workflow }) => workflow === 'deploy.yml')).toEqual([]);
    expect(await second?.finished).toBe('success');
    expect(testEnv.registration()).toMatchObject({ status: 'delivered' });
    await Promise.all(others.map(({ finished }) => finished));
  });
});

describe('a second workflow', () => {
  it("is refused with GitHub's own words when it takes other inputs", async () => {
    await begin({ workflows: BY_WORKFLOW });
    const deploy = (BY_WORKFLOW['deploy.yml'] ?? '').replace(/ {6}sha: .*\n/, '');
    testEnv.sandbox.github.writeWorkflow('deploy.yml', deploy.replace(/ref: .* \}/, 'ref: main }'));
    await approve();
    expect(testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringContaining('Unexpected inputs provided'),
    });
  });
});
