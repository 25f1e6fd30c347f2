/** Which change is a step's: that of its environment, in a team's own workflow, in which nobody names gates. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';
import { approveChangeOf, changeOf, deployedJobs, waitAt } from '../gate/github-gates.ts';
import { ACTION_REF } from '../gate/references.ts';

const SIGN_IN = `instance-url: "\${{ vars.CHANGE_GATE_INSTANCE_URL }}", username: "\${{ vars.CHANGE_GATE_USERNAME }}", password: "\${{ secrets.CHANGE_GATE_PASSWORD }}"`;

/** A step of the action. @param inputs beside those that sign in */
const step = (inputs: string) => `{ uses: ${ACTION_REF}, with: { ${SIGN_IN}, ${inputs} } }`;

interface Inputs {
  /** Of both steps that open. */
  readonly open?: string;
  readonly staging?: string;
  readonly production?: string;
}

const OPEN = `operation: open, gate: environment, callback-token: "\${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}"`;
const DATA = `data: '{"short_description": "Promote"}'`;

/** All changes are asked for at once; production is deployed after staging. */
function promotion({
  open = 'submit: true',
  staging = 'environment: staging',
  production = 'environment: production',
}: Inputs = {}): string {
  return `name: Promote
on: workflow_dispatch
permissions: { actions: read }
jobs:
  request:
    runs-on: ubuntu-latest
    steps:
      - ${step(`${OPEN}, environment: staging, ${open}, ${DATA}`)}
      - ${step(`${OPEN}, environment: production, ${open}, ${DATA}`)}
  to-staging:
    needs: request
    if: "!cancelled()"
    runs-on: ubuntu-latest
    environment: staging
    steps:
      - ${step(`operation: verify, ${staging}`)}
      - { id: deploy, run: "echo staging" }
      - ${step(`operation: close, ${staging}`)}
  to-production:
    needs: [request, to-staging]
    if: "!cancelled()"
    runs-on: ubuntu-latest
    environment: { name: production, url: "https://shop.globex.example" }
    steps:
      - ${step(`operation: verify, ${production}`)}
      - { id: deploy, run: "echo production" }
      - ${step(`operation: close, ${production}`)}
`;
}

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function begin(workflow: string, environments = ['staging', 'production']): Promise<Run> {
  const reviewers = ['servicenow-bot', 'impatient-developer'];
  const ci = githubHarness({
    workflows: { 'deploy.yml': workflow },
    environments: environments.map((name) => ({ name, reviewers })),
  });
  testEnv = await startTestEnvironment({}, ci);
  testEnv.listServer(ci);
  testEnv.start(ci);
  const [run] = testEnv.sandbox.github.runs;
  if (run === undefined) throw new Error('There is no run');
  await run.waiting;
  return run;
}

/** ServiceNow lets staging go on, and a person in GitHub production, whose change nobody has approved. */
async function approveStagingAlone(run: Run): Promise<void> {
  await approveChangeOf(testEnv, 'staging');
  await waitAt(testEnv, run, ['production']);
  testEnv.sandbox.github.approve(run.id, 'production', 'impatient-developer');
  expect(await run.finished).toBe('failure');
}

const statesOf = (...gates: string[]) =>
  gates.map(
    (gate) =>
      testEnv.sandbox.serviceNow.changes().find(({ number }) => number === changeOf(testEnv, gate))?.state,
  );

describe('environments of one run that nobody has named as gates', () => {
  it('are a gate each, in every step', async () => {
    const run = await begin(promotion());
    expect(changeOf(testEnv, 'staging')).not.toBe(changeOf(testEnv, 'production'));
    await approveChangeOf(testEnv, 'staging');
    await waitAt(testEnv, run, ['production']);
    expect(statesOf('staging', 'production')).toEqual(['3', '-4']);
    await approveChangeOf(testEnv, 'production');
    expect(await run.finished).toBe('success');
    expect(deployedJobs(run)).toEqual(['to-staging', 'to-production']);
    expect(statesOf('staging', 'production')).toEqual(['3', '3']);
  });

  it('are the same however their case is written, as GitHub has them', async () => {
    const run = await begin(promotion({ staging: 'environment: Staging' }));
    await approveChangeOf(testEnv, 'staging');
    await waitAt(testEnv, run, ['production']);
    expect(deployedJobs(run)).toEqual(['to-staging']);
    testEnv.sandbox.github.cancel(run.id);
    await run.finished;
  });

  it('do not stand in for one another where a step names none: it says which there are', async () => {
    const run = await begin(promotion({ production: 'implement: false' }));
    await approveStagingAlone(run);
    expect(deployedJobs(run)).toEqual(['to-staging']);
    const [staging, production] = [changeOf(testEnv, 'staging'), changeOf(testEnv, 'production')];
    const [, others = ''] =
      /opened no change with gate-name change, but (.*?)\. Give this step the same/.exec(run.log) ?? [];
    expect(others.split(', ').sort()).toEqual([
      `${staging} with gate-name staging`,
      `${production} with gate-name production`,
    ]);
    expect(statesOf('staging', 'production')).toEqual(['3', '-4']);
  });

  it('do not stand in for one another where a step names its gate wrong', async () => {
    const run = await begin(promotion({ production: 'gate-name: prod' }));
    await approveStagingAlone(run);
    expect(deployedJobs(run)).toEqual(['to-staging']);
    expect(run.log).toContain('This build has opened no change with gate-name prod, but ');
  });
});

describe('a job whose verify names the environment of another', () => {
  const copied = promotion({ production: 'environment: staging' });

  it('does not deploy under the change of that one, where the job may ask for ID tokens', async () => {
    const run = await begin(copied.replace('actions: read }', 'actions: read, id-token: write }'));
    await approveStagingAlone(run);
    expect(deployedJobs(run)).toEqual(['to-staging']);
    expect(run.log).toContain(
      'This step is for environment staging, and its job deploys to environment production: ',
    );
  });
});

it('a job with an environment of its own behind the gate of another job goes by that gate, as its error says', async () => {
  const behind = (names: string) =>
    promotion({ production: names })
      .replace('actions: read }', 'actions: read, id-token: write }')
      .replace('environment: staging\n', 'environment: production\n')
      .replace('name: production, url', 'name: production-keys, url')
      .replace(/ {6}- .*operation: verify, .*environment: staging.*\n/, '')
      .replace(/ {6}- .*operation: close, .*environment: staging.*\n/, '');
  const refused = await begin(behind('environment: production'));
  await approveChangeOf(testEnv, 'production');
  expect(await refused.finished).toBe('failure');
  expect(deployedJobs(refused)).toEqual(['to-staging']);
  expect(refused.log).toContain('this step gate-name: production in place of environment. [GATE_NAME_TAKEN]');
  await testEnv.close();
  const run = await begin(behind('gate-name: production'));
  await approveChangeOf(testEnv, 'production');
  expect(await run.finished).toBe('success');
  expect(statesOf('production')).toEqual(['3']);
});

describe('environments of one run under one gate name', () => {
  const alike = (customer: string) => `production-eu-central-1-customer-${customer}`;

  it.each([
    ['staging', 'production'],
    [alike('a'), alike('b')],
  ])('have one change, that of %s: neither opening nor deploying goes on at %s', async (first, second) => {
    const workflow = promotion({
      open: 'gate-name: release',
      staging: 'environment: staging, gate-name: release',
      production: 'environment: production, gate-name: release',
    });
    const names = { staging: first, production: second };
    const named = workflow.replace(
      /(environment: |name: )(staging|production)\b/g,
      (_, key, name) => key + names[name as keyof typeof names],
    );
    const run = await begin(named, [first, second]);
    const number = changeOf(testEnv, 'release');
    const refused = () =>
      run.log.split(`${number} was opened for environment `).filter((text) => {
        return text.includes(`, and this step, with gate-name release, is for environment ${second}`);
      });
    expect(refused()).toHaveLength(1);
    testEnv.sandbox.serviceNow.approveAll(number);
    // What is deployed first is not over: its change is open when the second verifies.
    testEnv.sandbox.github.approve(run.id, first, 'impatient-developer');
    await waitAt(testEnv, run, [second]);
    testEnv.sandbox.serviceNow.move(number, 'Implement');
    testEnv.sandbox.github.approve(run.id, second, 'impatient-developer');
    expect(await run.finished).toBe('failure');
    expect(deployedJobs(run)).toEqual([]);
    expect(refused()).toHaveLength(2);
  });
});
