/** The README's pipelines are those of the guides, in few lines; the guides' are run in the tests of each CI. */
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { guidePipeline } from '../codefresh/documents.ts';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { readmePipeline } from '../gate/documented-pipeline.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { documentedPipeline, PIPELINES } from '../gate/gitlab.ts';
import type { GatedBuild } from '../gate/harness.ts';

const MOST_LINES = 15;

/** As a CI reads it; JSON in a text too, which a guide folds. */
function read(yaml: string): unknown {
  return parse(yaml, (_key, value) => {
    if (typeof value !== 'string' || !value.startsWith('{"')) return value;
    return JSON.parse(value);
  });
}

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

  it('on GitHub, but for the job that cancels', () => {
    const { 'deploy.yml': guide = '' } = documentedWorkflows('protection-rule');
    const { name: _, jobs, ...others } = parse(guide);
    const { 'cancel-change': cancel, ...gated } = jobs;
    expect(cancel).toBeDefined();
    delete gated.deploy.outputs;
    expect(read(readmePipeline('GitHub Actions'))).toEqual(read(JSON.stringify({ ...others, jobs: gated })));
  });
});

describe('the workflow for GitHub runs as it stands', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  async function pause(): Promise<GatedBuild> {
    const ci = githubHarness({
      workflows: { 'deploy.yml': readmePipeline('GitHub Actions') },
      environments: [{ name: 'production', customRules: ['change-gate'] }],
      apps: [appWith({ actions: 'read', deployments: 'write', contents: 'write' })],
    });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    keepKeyOfApp(testEnv, ci);
    const build = testEnv.start(ci);
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
