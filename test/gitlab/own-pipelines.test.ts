/** Pipelines in the forms in which people write them: each approved once, and once rejected. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitlabPipeline, GitlabRunOptions } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { GITLAB_OPTIONS, gitlabRunning } from '../gate/gitlab.ts';
import { COMPONENT_REF } from '../gate/references.ts';
import { changesOf, describeOnGitLab, GitlabScenario } from './gitlab-scenario.ts';

const DEVELOPER = 'glpat-developer';

const SERVER = {
  tokens: [
    ...GITLAB_OPTIONS.tokens,
    { token: DEVELOPER, user: 'bot', role: 'developer' as const, scopes: ['api' as const] },
  ],
  images: { ...GITLAB_OPTIONS.images, 'alpine:3.22': {} },
  project: { protectedTags: [{ name: 'v*', allowedToCreate: 'maintainer' as const }] },
};

/** Holds a folder for each pipeline that has failed once. */
const ONCE = mkdtempSync(join(tmpdir(), 'change-gate-once-'));
afterAll(() => rmSync(ONCE, { recursive: true }));

const component = (inputs = '') => `
include:
  - component: ${COMPONENT_REF}
    inputs:
      data: '{"short_description": "Shop"}'
      ${inputs}
`;

interface Case {
  readonly yaml: string;
  readonly push?: GitlabRunOptions;
  /** Whether the gate is in the child that the pipeline starts. */
  readonly gateInChild?: boolean;
  /** Of those that deploy, the one that a person plays. */
  readonly byHand?: string;
  /** The jobs that deploy, wherever they are. */
  readonly deploys: readonly string[];
}

const REGIONS: Case = {
  yaml: `
stages: [build, change, canary, production, verify]
default:
  image: alpine:3.22
  interruptible: true
  retry: {max: 2, when: [runner_system_failure, stuck_or_timeout_failure]}
  before_script: [test -f app || test "$CI_JOB_STAGE" = build]
cache: {key: $CI_COMMIT_REF_SLUG, paths: [node_modules/]}
workflow: {auto_cancel: {on_new_commit: interruptible}}
${component('deploy-stages: canary, production')}
build: {stage: build, script: [echo built > app], artifacts: {paths: [app], expire_in: 1 week}}
.deploy:
  stage: production
  interruptible: false
  resource_group: production/$REGION
  environment: {name: production/$REGION, url: "https://$REGION.example.com"}
  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
  script: ['test "$REGION" != "$BROKEN"', 'echo "$REGION under $CHANGE_NUMBER"']
deploy-eu: {extends: .deploy, stage: canary, variables: {REGION: eu}, needs: [build, "change:gate"]}
deploy-us: {extends: .deploy, variables: {REGION: us}, needs: [build, "change:gate", deploy-eu]}
deploy-ap: {extends: .deploy, variables: {REGION: ap}, needs: [build, deploy-us], rules: [{if: $CI_COMMIT_BRANCH, when: manual}]}
canary: {extends: .deploy, stage: verify, rules: [{if: $CANARY_ENABLED, when: manual}], needs: ["change:gate"]}
smoke: {stage: verify, allow_failure: true, needs: [build, deploy-us], script: [exit 1]}
`,
  deploys: ['deploy-eu', 'deploy-us', 'deploy-ap'],
  byHand: 'deploy-ap',
};

const CASES: Readonly<Record<string, Case>> = {
  'regions one after the other': REGIONS,
  'a matrix of regions': {
    yaml: `
stages: [change, deploy]
${component()}
deploy:
  stage: deploy
  rules: [{if: $CI_COMMIT_BRANCH == "main"}]
  needs: ["change:gate"]
  parallel: {matrix: [{REGION: [eu, us], TIER: [prod]}, {REGION: ap}]}
  environment: {name: $TIER/$REGION}
  script: ['echo "$REGION"']
`,
    deploys: ['deploy: [eu, prod]', 'deploy: [us, prod]', 'deploy: [ap]'],
  },
  'a tag': {
    yaml: `
stages: [change, deploy]
workflow: {rules: [{if: $CI_COMMIT_TAG}, {if: $CI_COMMIT_BRANCH}]}
${component('if: $CI_COMMIT_TAG =~ /^v\\d+\\.\\d+\\.\\d+$/')}
deploy:
  stage: deploy
  rules:
    - if: $CI_COMMIT_BRANCH
      when: never
    - if: $CI_COMMIT_TAG =~ /^v\\d+\\.\\d+\\.\\d+$/
  needs: ["change:gate"]
  script: ['echo "$CI_COMMIT_TAG"']
`,
    push: { tag: 'v1.2.3' },
    deploys: ['deploy'],
  },
  'a merge train': {
    yaml: `
stages: [change, deploy]
workflow: {rules: [{if: '$CI_PIPELINE_SOURCE == "merge_request_event"'}, {if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS, when: never}]}
${component('if: $CI_MERGE_REQUEST_EVENT_TYPE == "merge_train"')}
deploy:
  stage: deploy
  rules: [{if: $CI_MERGE_REQUEST_EVENT_TYPE == "merge_train"}]
  needs: ["change:gate"]
  script: [echo]
`,
    push: { mergeRequest: { iid: 7, sourceBranch: 'feature', event: 'merge_train' } },
    deploys: ['deploy'],
  },
  'a child with its own gate, which is given no variables': {
    yaml: `
stages: [build, production]
default: {image: alpine:3.22}
variables: {CHANGE_GATE_CHANGE_TYPE: nonsense}
build: {stage: build, script: [echo]}
trigger-production:
  stage: production
  rules: [{if: $CI_COMMIT_TAG || $CI_COMMIT_BRANCH == "main", when: always}]
  trigger:
    include: [{local: /ci/production.yml}]
    strategy: depend
    forward: {yaml_variables: false}
`,
    push: {
      files: {
        'ci/production.yml': `
stages: [change, deploy]
${component()}
deploy: {stage: deploy, rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}], needs: ["change:gate"], script: [echo]}
`,
      },
    },
    gateInChild: true,
    deploys: ['deploy'],
  },
  'a gate before a child that deploys': {
    yaml: `
stages: [change, deploy]
${component()}
deploy:
  stage: deploy
  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
  needs: ["change:gate"]
  variables: {NUMBER: $CHANGE_NUMBER}
  trigger: {include: ci/production.yml, strategy: depend}
`,
    push: { files: { 'ci/production.yml': 'rollout: {script: [\'test "$NUMBER" != ""\']}' } },
    deploys: ['deploy', 'rollout'],
  },
  'a deployment that is retried': {
    yaml: `
stages: [change, deploy]
${component()}
deploy:
  stage: deploy
  retry: {max: 2, when: script_failure}
  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
  needs: ["change:gate"]
  script: ['if mkdir ${ONCE}/$CI_PIPELINE_ID; then exit 1; fi']
`,
    deploys: ['deploy'],
  },
};

const MINIMAL: Case = {
  yaml: `
stages: [change, deploy]
${component()}
deploy: {stage: deploy, rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}], needs: ["change:gate"], script: [echo]}
`,
  deploys: ['deploy'],
};

describeOnGitLab('a pipeline of its own making', () => {
  let testEnv: TestEnvironment;
  beforeAll(async () => {
    const ci = gitlabRunning('', {}, SERVER);
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
  });
  afterAll(() => testEnv.close());

  it.each(Object.entries(CASES))('with %s deploys under an approved change alone', async (_form, form) => {
    const [approved, rejected] = await Promise.all([startAndPause(form), startAndPause(form)]);
    for (const { scenario, gated } of [approved, rejected]) {
      expect(changesOf(testEnv, gated.id)).toHaveLength(1);
      expect(deployed(form, scenario)).toEqual([]);
    }
    testEnv.sandbox.serviceNow.reject(numberOf(rejected.gated), 'Not on a Friday');
    await rejected.scenario.build.ended;
    expect(deployed(form, rejected.scenario)).toEqual([]);

    await approved.scenario.approve(numberOf(approved.gated));
    if (form.byHand !== undefined) {
      await approved.scenario.reaches(form.byHand, 'manual');
      approved.scenario.server.play(approved.scenario.id, form.byHand, 'dev');
    }
    await approved.scenario.build.ended;
    expect(approved.scenario.pipeline.status).toBe('success');
    expect(deployed(form, approved.scenario)).toEqual(form.deploys);
    expect(changesOf(testEnv, approved.gated.id)).toMatchObject([{ state: '3', close_code: 'successful' }]);
  });

  it('closes the change as unsuccessful when the first of several regions fails', async () => {
    const broken = {
      ...REGIONS,
      yaml: REGIONS.yaml.replace('default:', 'variables: {BROKEN: eu}\ndefault:'),
    };
    const { scenario } = await startAndPause(broken);
    await scenario.approve(numberOf(scenario.pipeline));
    await scenario.build.ended;
    expect(deployed(REGIONS, scenario)).toEqual([]);
    expect(scenario.changes).toMatchObject([
      {
        state: '3',
        close_code: 'unsuccessful',
        close_notes: expect.stringContaining('failed: job deploy-eu is failed. '),
      },
    ]);
  });

  it('runs a denied gate as often as `retry` says, and deploys nothing', async () => {
    const { scenario } = await startAndPause({
      ...MINIMAL,
      yaml: `${MINIMAL.yaml}\n"change:gate": {retry: 2}\n`,
    });
    testEnv.sandbox.serviceNow.reject(numberOf(scenario.pipeline), 'Not on a Friday');
    await scenario.build.ended;
    await testEnv.settled();
    const gates = scenario.pipeline.jobs.filter(({ name }) => name === 'change:gate');
    expect(gates.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
    expect(scenario.job('change:gate').trace).toContain('was rejected');
    expect(scenario.registration).toMatchObject({ status: 'delivered', decision: 'denied' });
    expect(deployed(MINIMAL, scenario)).toEqual([]);
  });

  it('says on the change that the merge train has dropped it', async () => {
    const { scenario } = await startAndPause(CASES['a merge train'] ?? MINIMAL);
    scenario.server.cancel(scenario.id);
    await scenario.build.ended;
    for (let look = 0; look < 2; look += 1) {
      testEnv.sandbox.clock.advance(13 * 3_600_000);
      await testEnv.settled();
    }
    expect(scenario.registration).toMatchObject({ status: 'ended', token: '' });
    expect(scenario.notes.at(-1)).toMatch(/is canceled/);
  });

  it('says on the change who may not play the gate of a protected tag', async () => {
    const scenario = GitlabScenario.in(
      testEnv,
      gitlabRunning(CASES['a tag']?.yaml ?? '', { tag: 'v2.0.0' }, SERVER),
      { 'callback-token': DEVELOPER },
    );
    await scenario.build.paused;
    await scenario.approve(numberOf(scenario.pipeline));
    expect(scenario.registration).toMatchObject({ status: 'refused' });
    expect(scenario.notes.at(-1)).toMatch(
      /403.*the right to run jobs on the pipeline's protected branch, tag/,
    );
    expect(scenario.pipeline.status).toBe('manual');
  });

  async function startAndPause({ yaml, push, gateInChild = false }: Case) {
    const scenario = GitlabScenario.in(testEnv, gitlabRunning(yaml, push, SERVER));
    if (gateInChild) return { scenario, gated: await scenario.pausedChild() };
    await scenario.build.paused;
    return { scenario, gated: scenario.pipeline };
  }

  const numberOf = (gated: GitlabPipeline) => changesOf(testEnv, gated.id)[0]?.number ?? '';

  /** The jobs that deploy and have succeeded, in the pipeline and its children. */
  function deployed({ deploys }: Case, scenario: GitlabScenario): string[] {
    const family = scenario.server.pipelines.filter(
      ({ id, upstream }) => id === scenario.id || upstream?.pipeline === scenario.id,
    );
    return deploys.filter((name) => family.some((one) => one.job(name)?.status === 'success'));
  }
});
