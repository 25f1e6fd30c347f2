/** Where an input of the component may be given, and which of several counts. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { gitlabRunning } from '../gate/gitlab.ts';
import type { GateInputs } from '../gate/harness.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const withInput = (line: string) => MINIMAL.replace('    inputs:\n', `    inputs:\n      ${line}\n`);
const onTop = (variables: string) => `\nvariables: {${variables}}\n`;
const BUILD = `
build:
  stage: build
  script: echo CHANGE_GATE_CHANGE_TYPE=emergency > type.env
  artifacts: {reports: {dotenv: type.env}}
`;

describeOnGitLab('an input on GitLab', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  async function typeOf(yaml: string, project: GateInputs = {}): Promise<string | undefined> {
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml), project);
    return scenario.testEnv.change().type;
  }

  it.each<[string, string, GateInputs]>([
    [
      'at the top of the file, as the input is not given',
      MINIMAL + onTop('CHANGE_GATE_CHANGE_TYPE: emergency'),
      {},
    ],
    [
      'at the top of the file, before the input',
      withInput('change-type: normal') + onTop('CHANGE_GATE_CHANGE_TYPE: emergency'),
      {},
    ],
    [
      'of the project, before all of the file',
      withInput('change-type: normal') + onTop('CHANGE_GATE_CHANGE_TYPE: normal'),
      { 'change-type': 'emergency' },
    ],
    [
      'of the dotenv report of an earlier job, before the input',
      withInput('change-type: normal') + BUILD,
      {},
    ],
  ])('counts when it is %s', async (_where, yaml, project) => {
    expect(await typeOf(yaml, project)).toBe('emergency');
  });

  it('that makes the gate stricter does so at the top of the file, too', async () => {
    scenario = await GitlabScenario.startAndPause(
      gitlabRunning(
        withInput('planned-start: +2h\n      planned-end: +3h') + onTop('CHANGE_GATE_WINDOW_POLICY: enforce'),
      ),
    );
    await scenario.approve();
    scenario.build.approveByHand();
    await scenario.reaches('change:gate', 'failed');
    expect(scenario.job('change:gate').trace).toContain('but its planned start is');
    expect(scenario.build.view()).toMatchObject({ deployed: false });
  });

  describe('is refused as a variable', () => {
    it.each([
      ['CHANGE_GATE_IMAGE', 'CHANGE_GATE_IMAGE: registry.example.com/ours'],
      ['CHANGE_GATE_GATE', 'CHANGE_GATE_GATE: deployment-approval, CHANGE_GATE_ENVIRONMENT: production'],
    ])('where GitLab makes the jobs of it: %s', async (name, variables) => {
      scenario = await GitlabScenario.start(gitlabRunning(MINIMAL + onTop(variables)));
      await scenario.reaches('change:open', 'failed');
      expect(scenario.job('change:open').trace).toContain(`${name}: is an input of the component alone`);
      expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
    });
  });

  describe('of the project that is protected', () => {
    const SECRETS = ['CHANGE_GATE_PASSWORD', 'CHANGE_GATE_CALLBACK_TOKEN'];
    const OF_TAGS = MINIMAL.replace('    inputs:\n', '    inputs:\n      if: $CI_COMMIT_TAG\n').replace(
      '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
      '$CI_COMMIT_TAG',
    );
    const TAGS = [{ name: 'v*', allowedToCreate: 'maintainer' }] as const;

    it.each([
      ['branch', MINIMAL, {}, { protectedBranches: [] }],
      ['tag', OF_TAGS, { tag: 'v1' }, {}],
    ])('is missing in the pipeline of a %s that is not', async (_what, yaml, push, project) => {
      scenario = await GitlabScenario.start(
        gitlabRunning(yaml, { ...push, protected: SECRETS }, { project }),
      );
      await scenario.reaches('change:open', 'failed');
      expect(scenario.job('change:open').trace).toContain('CHANGE_GATE_PASSWORD is missing');
    });

    it('is there for a protected tag, whose gate a token plays that may create it', async () => {
      scenario = await GitlabScenario.startAndPause(
        gitlabRunning(OF_TAGS, { tag: 'v1', protected: SECRETS }, { project: { protectedTags: TAGS } }),
      );
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
    });
  });

  it.each([
    [true, 'success'],
    [false, 'failed'],
  ] as const)('with a dollar sign arrives as it is where it is raw: %s', async (isRaw, status) => {
    const name = 'CHANGE_GATE_PASSWORD';
    const password = 'pa$word,1';
    const push = { raw: isRaw ? [name] : [], masked: isRaw ? [name] : [] };
    scenario = await GitlabScenario.start(gitlabRunning(MINIMAL, push), { password }, ({ sandbox }) => {
      const { database } = sandbox.serviceNow;
      const { sys_id = '' } = database.find('sys_user', 'user_name', USERS.integration.userName) ?? {};
      database.update('sys_user', sys_id, { user_password: database.encrypt(password) }, 'admin');
    });
    await scenario.reaches('change:open', status);
    expect(scenario.testEnv.sandbox.serviceNow.changes()).toHaveLength(isRaw ? 1 : 0);
  });
});
