/** A workflow that a platform team owns, called from a repository of somebody else: examples/github-reusable. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { registerOidcProvider } from '../environment/oidc-provider.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { approveChangeOf, changeOf, waitAt } from '../gate/github-gates.ts';
import type { GatedBuild, GateInputs } from '../gate/harness.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const EXAMPLE = 'examples/github-reusable';
const GATED = read(`${EXAMPLE}/platform/.github/workflows/gated-deployment.yml`);
const CALLER = read(`${EXAMPLE}/service/.github/workflows/deploy.yml`);

/** How a repository deploys: as the example does, or so that it fails. */
const DEPLOYS = `../../${EXAMPLE}/service/.github/actions/deploy/`;
const FAILS = '../gate/github/fail/';

let testEnv: TestEnvironment;

interface Setup {
  readonly caller?: string;
  readonly gated?: string;
  readonly deploy?: typeof DEPLOYS | typeof FAILS;
  readonly environment?: string;
  /** More of them. */
  readonly others?: readonly string[];
  readonly inputs?: GateInputs;
}

async function begin(setup: Setup = {}): Promise<GatedBuild> {
  const { caller = CALLER, gated = GATED, deploy = DEPLOYS, environment = 'production' } = setup;
  const { others = [], inputs } = setup;
  const ci = githubHarness({
    workflows: { 'deploy.yml': caller },
    start: (github) => github.push({ repository: 'globex/shop', actor: 'octocat' }),
    environments: [environment, ...others].map((name) => ({ name, customRules: ['change-gate'] })),
    tokens: [],
    apps: [appWith({ actions: 'write', deployments: 'write' })],
    platformWorkflows: { 'gated-deployment.yml': gated },
    actions: { './.github/actions/deploy': fileURLToPath(new URL(deploy, import.meta.url)) },
  });
  testEnv = await startTestEnvironment({}, ci);
  testEnv.listServer(ci);
  keepKeyOfApp(testEnv, ci);
  const { sandbox } = testEnv;
  if (inputs !== undefined) {
    registerOidcProvider(sandbox, {
      issuer: `${sandbox.github.url}/_oidc`,
      userClaim: 'repository',
      value: 'globex/shop',
    });
  }
  return testEnv.start(ci, inputs);
}

async function approve(): Promise<void> {
  const { serviceNow } = testEnv.sandbox;
  serviceNow.approveAll(testEnv.number);
  serviceNow.move(testEnv.number, 'Implement');
  await testEnv.settled();
}

describe("a platform team's workflow", () => {
  afterEach(() => testEnv.close());

  it('opens, waits, verifies, deploys as the calling repository does, and closes', async () => {
    const build = await begin();
    await build.paused;
    expect(testEnv.sandbox.github.runs[0]?.waitingAt).toEqual(['production']);
    expect(testEnv.change()).toMatchObject({ short_description: 'Deploy globex/shop to production' });
    await approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(build.view().log).toContain('deploying globex/shop to production');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered', token: '' });
    // The App has more, and in both repositories.
    const { requests } = testEnv.sandbox.github;
    const minted = requests.filter(({ path }) => path.endsWith('/access_tokens')).map(({ body }) => body);
    expect([...new Set(minted)]).toEqual([
      '{"repositories":["shop"],"permissions":{"actions":"read","deployments":"write"}}',
    ]);
  });

  it('is one gate where it is called twice with one environment, as the guide says', async () => {
    const again = (job: string) => job + job.replace('production:', 'again:');
    const build = await begin({ caller: CALLER.replace(/ {2}production:\n[\s\S]*$/, again) });
    const { github } = testEnv.sandbox;
    const waiting = () => github.runs[0]?.jobs.filter(({ status }) => status === 'waiting') ?? [];
    await waitUntil(
      () => waiting().length === 2,
      (listener) => github.on(listener),
      'two jobs that wait',
    );
    expect(testEnv.sandbox.serviceNow.changes()).toHaveLength(1);
    github.cancel(Number(build.id));
    await build.ended;
  });

  it("closes as unsuccessful what the calling repository's own action could not deploy", async () => {
    const build = await begin({ deploy: FAILS });
    await build.paused;
    await approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('signs in as the calling repository, and hands no secret on', async () => {
    const mayAsk = (workflow: string) =>
      workflow.replace('pull-requests: read }', 'pull-requests: read, id-token: write }');
    const build = await begin({
      caller: mayAsk(CALLER).replace(/ +secrets: .*\n/, ''),
      gated: mayAsk(GATED)
        .replace(/ +secrets:\n.*\n/, '')
        .replace(/ +password: .*\n/g, '')
        .replace(/CHANGE_GATE_USERNAME: .*/, 'CHANGE_GATE_ID_TOKEN_AUDIENCE: change-gate'),
      inputs: { username: undefined, password: undefined },
    });
    await build.paused;
    await approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(testEnv.change()).toMatchObject({ close_code: 'successful', sys_created_by: 'globex/shop' });
  });

  it('deploys nothing when the change is rejected', async () => {
    const build = await begin();
    await build.paused;
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false, answers: ['denied'] });
  });

  it('is called for each environment of one run, each with a change of its own', async () => {
    const twice = (text: string) => {
      const job = text.slice(text.indexOf('  production:'));
      const later = job.replaceAll('production', 'eu').replace('eu:\n', 'eu:\n    needs: production\n');
      return text + later;
    };
    const build = await begin({ caller: twice(CALLER), others: ['eu'] });
    const { github, serviceNow } = testEnv.sandbox;
    await build.paused;
    const atEu = new Promise<void>((resolve) => {
      github.on((event) => {
        if (event.type === 'job' && github.runs[0]?.waitingAt.includes('eu')) resolve();
      });
    });
    await approve();
    await atEu;
    const [, second] = serviceNow.changes();
    expect(second).toMatchObject({ short_description: 'Deploy globex/shop to eu', close_code: '' });
    serviceNow.approveAll(second?.number ?? '');
    serviceNow.move(second?.number ?? '', 'Implement');
    await build.ended;
    expect(build.view().log).toContain('deploying globex/shop to eu');
    expect(serviceNow.changes().map(({ close_code }) => close_code)).toEqual(['successful', 'successful']);
  });

  it('is called for each region of a matrix, and a denial stops its own region alone', async () => {
    const regions = 'strategy: { fail-fast: false, matrix: { region: [eu, us] } }';
    const build = await begin({
      caller: CALLER.replace('    uses:', `    ${regions}\n    uses:`).replace(
        'environment: production,',
        'environment: "production-${{ matrix.region }}",',
      ),
      environment: 'production-eu',
      others: ['production-us'],
    });
    const [run] = testEnv.sandbox.github.runs;
    if (run === undefined) throw new Error('There is no run');
    await waitAt(testEnv, run, ['production-eu', 'production-us']);
    testEnv.sandbox.serviceNow.reject(changeOf(testEnv, 'production-us'), 'Not on a Friday');
    await testEnv.settled();
    await approveChangeOf(testEnv, 'production-eu');
    await build.ended;
    expect(Object.fromEntries(run.jobs.map(({ name, conclusion }) => [name, conclusion]))).toMatchObject({
      'production (eu) / deploy': 'success',
      'production (eu) / cancel-change': 'skipped',
      'production (us) / deploy': 'failure',
    });
    expect(build.view().log).toContain('deploying globex/shop to production-eu');
    expect(build.view().log).not.toContain('deploying globex/shop to production-us');
  });

  it('cancels the change with the run', async () => {
    const build = await begin();
    await build.paused;
    testEnv.sandbox.github.cancel(Number(build.id));
    await build.ended;
    await testEnv.settled();
    expect(testEnv.change().state).toBe('4');
    expect(testEnv.registration()).toMatchObject({ status: 'withdrawn' });
  });

  it('opens no change where the calling job does not let it look at the environment', async () => {
    const build = await begin({
      caller: CALLER.replace('{ actions: read, ', '{ '),
    });
    await build.ended;
    expect(build.view().log).toMatch(/is requesting 'actions: read', but is only allowed 'actions: none'/);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });
});

describe("a platform team's workflow for a gate: dispatch", () => {
  afterEach(() => testEnv.close());

  it("has the guide's jobs, called with the inputs that ServiceNow gives", async () => {
    const { 'open-change.yml': opens = '', 'deploy.yml': deploys = '' } = documentedWorkflows('dispatch');
    const [head = '', jobs = ''] = deploys.split(/^(?=env:\n)/m);
    const [names, values] = [['run-id', 'gate-name', 'sha'], { type: 'string', required: true }];
    const on = {
      workflow_call: {
        inputs: Object.fromEntries(names.map((name) => [name, values])),
        secrets: { CHANGE_GATE_PASSWORD: { required: true } },
      },
    };
    const job = {
      uses: 'globex/platform/.github/workflows/deploy.yml@v1',
      with: Object.fromEntries(names.map((name) => [name, `\${{ inputs.${name} }}`])),
      secrets: 'inherit',
    };
    const ci = githubHarness({
      workflows: {
        'open-change.yml': opens,
        'deploy.yml': `${head}${stringify({ jobs: { production: job } })}`,
      },
      starts: 'open-change.yml',
      environments: [],
      tokens: [],
      apps: [appWith({ actions: 'write' })],
      platformWorkflows: { 'deploy.yml': `${stringify({ on })}${jobs}` },
    });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    keepKeyOfApp(testEnv, ci);
    await testEnv.start(ci).ended;
    await approve();
    const [first, second] = testEnv.sandbox.github.runs;
    expect(await second?.finished).toBe('success');
    expect(second?.log).toContain(`Checked out ${first?.sha}`);
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });
});

describe("a platform team's workflow, as it is written,", () => {
  it("has the jobs of the guide's own workflow", () => {
    const jobs = (workflow = '') =>
      parse(workflow.replaceAll('${{ inputs.environment }}', 'production')).jobs;
    const guide = jobs(documentedWorkflows('protection-rule')['deploy.yml']);
    const own = jobs(GATED);
    expect(CALLER.trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(own['cancel-change']).toEqual(guide['cancel-change']);
    const withoutDeploying = ({ steps, ...job }: { steps: { id?: string; uses?: string }[] }) => ({
      ...job,
      steps: steps.filter(({ id, uses }) => id !== 'deploy' && uses !== 'actions/checkout@v5'),
    });
    expect(withoutDeploying(own.deploy)).toEqual(withoutDeploying(guide.deploy));
  });
});
