/** Pipelines that would deploy without an approved change, or leave one behind, and what opens the change says of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { gitlab, gitlabRunning } from '../gate/gitlab.ts';
import { COMPONENT_REF } from '../gate/references.ts';
import { describeOnGitLab, FAILING, GitlabScenario } from './gitlab-scenario.ts';

const include = (inputs: string) => `  - {component: ${COMPONENT_REF}, inputs: {${inputs}}}`;

const deploy = (name: string, more = 'needs: ["change:gate"]') =>
  `${name}: {stage: deploy, rules: [{if: $CI_COMMIT_BRANCH}], script: [echo], ${more}}`;

describeOnGitLab('a pipeline', () => {
  let testEnv: TestEnvironment;
  beforeAll(async () => {
    testEnv = await startTestEnvironment({}, gitlab);
    testEnv.listServer(gitlab);
  });
  afterAll(() => testEnv.close());

  const start = (yaml: string) => GitlabScenario.in(testEnv, gitlabRunning(yaml));

  it('that includes the component twice without a prefix opens no change', async () => {
    const scenario = start(`
stages: [change, deploy]
include:
${include(`data: '{"short_description": "QA"}'`)}
${include(`data: '{"short_description": "Production"}'`)}
${deploy('deploy-to-qa')}
${deploy('deploy-to-production')}
`);
    await scenario.build.ended;
    expect(scenario.job('change:open').trace).toMatch(
      /included 2 times with the job-prefix change: .* Give each include a job-prefix of its own.*\[GATE_UNSAFE\]/,
    );
    expect(scenario.changes).toEqual([]);
    expect(scenario.job('deploy-to-qa').status).toBe('skipped');
  });

  it('that includes it twice with a prefix each is none of that', async () => {
    const scenario = start(`
stages: [change, deploy]
include:
${include('job-prefix: qa')}
${include('job-prefix: production')}
${deploy('deploy', 'needs: ["qa:gate", "production:gate"]')}
`);
    await scenario.reaches('qa:gate', 'manual');
    await scenario.reaches('production:gate', 'manual');
    expect(scenario.changes).toHaveLength(2);
  });

  it.each([
    ['a build alone', '[build]'],
    ['one that the rules leave out', '[{job: deploy-review, optional: true}]'],
  ])('in which a job of the stage that deploys waits for %s opens no change', async (_for, needs) => {
    const scenario = start(`
stages: [build, change, deploy]
include:
${include('')}
build: {stage: build, script: [echo]}
${deploy('deploy-eu')}
${deploy('deploy-us', `needs: ${needs}, parallel: {matrix: [{REGION: [east, west]}]}`)}
deploy-review: {stage: deploy, needs: ["change:gate"], rules: [{if: $CI_MERGE_REQUEST_IID}], script: [echo]}
`);
    await scenario.build.ended;
    expect(scenario.job('change:open').trace).toMatch(
      /Job deploy-us is in stage deploy and does not wait for change:gate.*\[GATE_UNSAFE\]/,
    );
    expect(scenario.changes).toEqual([]);
    expect(scenario.job('deploy-eu').status).toBe('skipped');
  });

  it('whose deployment needs the gate only if there is one is warned of: without the gate it deploys', async () => {
    const optional = `
stages: [change, deploy]
include:
${include('')}
${deploy('deploy', 'needs: [{job: "change:gate", optional: true}]')}
`;
    const gated = start(optional);
    const without = GitlabScenario.in(testEnv, gitlabRunning(optional, { branch: 'feature' }));
    await Promise.all([gated.build.paused, without.build.ended]);
    expect(gated.job('change:open').trace).toContain(
      'WARNING: Job deploy needs change:gate with optional: true',
    );
    expect(without.build.view()).toMatchObject({ deployed: true });
  });

  it('that a failed deployment cancels is warned of, and its change is closed by hand', async () => {
    const all = '\nworkflow: {auto_cancel: {on_job_failure: all}}\n';
    const scenario = start(FAILING + all);
    await scenario.build.paused;
    expect(scenario.job('change:open').trace).toContain(
      'WARNING: workflow: auto_cancel: on_job_failure: all cancels change:close',
    );
    await scenario.approve(scenario.changes[0]?.number);
    await scenario.build.ended;
    expect(scenario.job('change:close').status).toBe('canceled');
    expect(scenario.changes).toMatchObject([{ state: '-1' }]);
    scenario.server.play(scenario.id, 'change:close', 'dev');
    await scenario.reaches('change:close', 'success');
    expect(scenario.changes).toMatchObject([{ state: '3', close_code: 'unsuccessful' }]);
  });
});
