/** The README's pipelines are those of the guides, in few lines; the guides' are run in the tests of each CI. */
import { readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { guidePipeline } from '../codefresh/documents.ts';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { registerOidcProvider } from '../environment/oidc-provider.ts';
import { readmePipeline } from '../gate/documented-pipeline.ts';
import { exampleCheckout } from '../gate/example-checkout.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { documentedPipeline, PIPELINES } from '../gate/gitlab.ts';
import type { GatedBuild } from '../gate/harness.ts';

const ID_TOKENS = new URL('../../docs/id-tokens.md', import.meta.url);

const MOST_LINES = 15;
const WIDEST = 160;

/** As a CI reads it; JSON in a text too, which a guide folds. */
function read(yaml: string): unknown {
  return parse(yaml, (_key, value) => {
    if (typeof value !== 'string' || !value.startsWith('{"')) return value;
    return JSON.parse(value);
  });
}

it(`GitHub's has no line longer than ${WIDEST} characters`, () => {
  for (const line of readmePipeline('GitHub Actions').split('\n')) expect(line.length).toBeLessThan(WIDEST);
});

it.each(['GitHub Actions', 'GitLab', 'Codefresh'] as const)(`%s takes at most ${MOST_LINES} lines`, (ci) => {
  expect(readmePipeline(ci).trim().split('\n').length).toBeLessThanOrEqual(MOST_LINES);
});

describe("the README's pipeline is the guide's quick start", () => {
  it('on GitLab', () => {
    expect(read(readmePipeline('GitLab'))).toEqual(read(documentedPipeline(PIPELINES.minimal)));
  });

  it('on Codefresh', () => {
    expect(read(readmePipeline('Codefresh'))).toEqual(read(guidePipeline('Quick start')));
  });

  it('on GitHub, but for the job that cancels, with ID tokens and fields from a file', () => {
    const { jobs: guide } = parse(documentedWorkflows('protection-rule')['deploy.yml'] ?? '');
    const { jobs } = parse(readmePipeline('GitHub Actions'));
    const [checkout, ...steps] = jobs['open-change'].steps;
    expect(checkout).toEqual({ uses: 'actions/checkout@v5' });
    jobs['open-change'].steps = steps;
    const { 'cancel-change': cancel, ...gated } = guide;
    expect(cancel).toBeDefined();
    const { outputs: _, ...deploy } = gated.deploy;
    expect(jobs).toEqual(likeReadme({ ...gated, deploy }));
  });
});

/** A guide's jobs with fields from a file and no passwords. */
function likeReadme(jobs: unknown): unknown {
  return JSON.parse(JSON.stringify(jobs), (key, value) => {
    if (key !== 'with') return value;
    const { password: _, data, ...others } = value;
    return data === undefined ? others : { ...others, 'data-file': 'change.yml' };
  });
}

describe('the workflow for GitHub runs with the permissions and env of docs/id-tokens.md', () => {
  const [, head = ''] =
    /## In GitHub\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readFileSync(ID_TOKENS, 'utf8')) ?? [];
  const checkout = exampleCheckout();
  afterAll(() => rmSync(checkout, { recursive: true }));

  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  async function pause(): Promise<GatedBuild> {
    const ci = githubHarness({
      workflows: { 'deploy.yml': `on: workflow_dispatch\n${head}${readmePipeline('GitHub Actions')}` },
      environments: [{ name: 'production', customRules: ['change-gate'] }],
      apps: [appWith({ actions: 'read', deployments: 'write', contents: 'write' })],
      actions: { 'actions/checkout@v5': checkout },
    });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    keepKeyOfApp(testEnv, ci);
    const issuer = `${testEnv.sandbox.github.url}/_oidc`;
    registerOidcProvider(testEnv.sandbox, { issuer, userClaim: 'repository', value: 'globex/shop' });
    const build = testEnv.start(ci, { username: undefined, password: undefined });
    await build.paused;
    return build;
  }

  it('deploys under an approved change, and closes it', async () => {
    const build = await pause();
    testEnv.sandbox.serviceNow.approveAll(testEnv.number);
    await testEnv.settled();
    expect(build.view().waiting).toBe(true);
    testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('deploys nothing under a rejected one', async () => {
    const build = await pause();
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
  });
});
