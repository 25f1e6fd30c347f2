/** The check in pipelines as people have them: it looks at that pipeline's gate, as its user, and nothing fails that would work. */
import { afterEach, expect, it } from 'vitest';
import type { TestEnvironment } from '../environment/environment.ts';
import { registerOidcProvider } from '../environment/oidc-provider.ts';
import { classicToken } from '../gate/github.ts';
import { gitlabRunning } from '../gate/gitlab.ts';
import { COMPONENT_REF, STEP_TYPE } from '../gate/references.ts';
import { describeOnGitLab, GitlabScenario } from '../gitlab/gitlab-scenario.ts';
import { runCheck } from './harness.ts';
import { GITHUB_WORKFLOW, GITLAB_PIPELINE } from './pipelines.ts';

type Configuration = Parameters<typeof runCheck>[0];

/** The job of docs/check.md in a workflow of the platform team's, which others call. */
const CALLED = GITHUB_WORKFLOW.replace(
  'on: workflow_dispatch\n',
  'on: {workflow_call: {inputs: {environment: {type: string, required: true}}}}\n',
).replace('environment: production', 'environment: ${{ inputs.environment }}');

const CALLER = `on: workflow_dispatch
permissions: {actions: read, contents: read}
jobs:
  production:
    uses: ./.github/workflows/called.yml
    with: {environment: production}
    secrets: inherit
`;

const SECOND = `on: {workflow_dispatch: {inputs: {run-id: {}, run-attempt: {}, sha: {}}}}
jobs: {deploy: {runs-on: ubuntu-latest, steps: [{run: echo deploying}]}}
`;

/** Codefresh's own step is called so, and gets these. */
const ORIGINAL_NAMES = `version: '1.0'
steps:
  checkCR:
    type: ${STEP_TYPE}
    arguments:
      OPERATION: check
      SN_INSTANCE: \${{CHANGE_GATE_INSTANCE_URL}}
      SN_USER: \${{CHANGE_GATE_USERNAME}}
      SN_PASSWORD: \${{CHANGE_GATE_PASSWORD}}
      TOKEN: \${{CHANGE_GATE_CALLBACK_TOKEN}}
      CR_DATA: '{"short_description": "It''s Globex", "assignment_group": "DevOps"}'
`;

/** Each job signs in with a token of its own. */
const WITH_ID_TOKEN = GITLAB_PIPELINE.replace('inputs:\n', 'inputs:\n      sign-in: id-token\n');
const NO_PASSWORD = { username: undefined, password: undefined };

function registerGitlab({ sandbox }: TestEnvironment): void {
  registerOidcProvider(sandbox, {
    issuer: sandbox.gitlab.url,
    userClaim: 'project_path',
    value: 'globex/webshop',
  });
}

it.each<[string, Configuration, string]>([
  [
    'a workflow that another calls',
    { ci: 'github', github: { workflows: { 'check.yml': CALLER, 'called.yml': CALLED } } },
    'Nothing goes on behind the gate production by itself.',
  ],
  [
    'a second workflow that does not take all that it is given',
    {
      ci: 'github',
      github: {
        workflows: { 'check.yml': GITHUB_WORKFLOW, 'deploy.yml': SECOND },
        tokens: [classicToken('repo')],
        botRole: 'write',
      },
      inputs: { gate: 'dispatch', workflow: 'deploy.yml' },
    },
    'deploy.yml on main takes no gate-name under on: workflow_dispatch: inputs',
  ],
  [
    'a step with the names of the original one',
    { ci: 'codefresh', codefresh: { pipeline: ORIGINAL_NAMES } },
    'The API key sees build ',
  ],
  [
    'a job that signs in with an ID token',
    { ci: 'gitlab', gitlab: { pipeline: WITH_ID_TOKEN }, inputs: NO_PASSWORD, break: registerGitlab },
    'The user is globex/webshop.',
  ],
])('%s', async (_what, configuration, told) => {
  const { exitCode, output } = await runCheck(configuration);
  expect(output).toContain(told);
  expect(output).not.toContain('Does not hold:');
  expect(exitCode, output).toBe(0);
});

describeOnGitLab('a check', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it('in a child pipeline looks at the gate of that one', async () => {
    const parent = 'release: {trigger: {include: release.yml, strategy: depend}}';
    scenario = await GitlabScenario.start(
      gitlabRunning(parent, { files: { 'release.yml': GITLAB_PIPELINE } }),
    );
    const child = await scenario.pausedChild();
    const { status, trace } = child.job('change:check') ?? {};
    expect(status, trace).toBe('success');
    expect(trace).toContain(`The token sees job change:gate of pipeline ${child.id}.`);
  });

  it('before each of two gates looks at its own', async () => {
    const gate = (name: string) => `  - component: ${COMPONENT_REF}
    inputs:
      job-prefix: ${name}
      stage: change-${name}
      deploy-stages: deploy-${name}
      close-stage: close-${name}
      data: '{"short_description": "${name}", "assignment_group": "DevOps"}'
`;
    const jobs = (name: string) => `
${name}:deploy:
  stage: deploy-${name}
  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
  needs: ["${name}:gate"]
  script: echo deploying
${name}:check:
  extends: ${name}:open
  stage: build
  script: change-gate check
`;
    const stages = ['api', 'web'].flatMap((name) => [`change-${name}`, `deploy-${name}`, `close-${name}`]);
    const names = ['api', 'web'];
    const yaml = `stages: [build, ${stages.join(', ')}]\ninclude:\n${names.map(gate).join('')}${names.map(jobs).join('')}`;
    scenario = await GitlabScenario.start(gitlabRunning(yaml));
    await scenario.build.paused;
    for (const name of names) {
      const { status, trace } = scenario.pipeline.job(`${name}:check`) ?? {};
      expect(status, trace).toBe('success');
      expect(trace).toContain(`The token sees job ${name}:gate of pipeline ${scenario.pipeline.id}.`);
    }
  });
});
