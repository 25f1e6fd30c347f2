/** One deployment that two instances of ServiceNow have to approve, each with a user and a password of its own. */
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { gitlab, gitlabRunning } from '../gate/gitlab.ts';
import { COMPONENT_REF } from '../gate/references.ts';
import { describeOnGitLab, GitlabScenario } from './gitlab-scenario.ts';

const include = (prefix: string) => `
  - component: ${COMPONENT_REF}
    inputs:
      job-prefix: ${prefix}
      instance-url: $${prefix.toUpperCase()}_INSTANCE
      username: ${USERS.integration.userName}
      data: '{"short_description": "Shop, ${prefix}"}'
`;

/** Secrets are no inputs; the name CHANGE_GATE_PASSWORD, as a variable of the project, would come before both of these. */
const YAML = `
stages: [change, deploy]
include:${include('eu')}${include('us')}
".eu:job": {variables: {CHANGE_GATE_PASSWORD: $EU_PASSWORD}}
".us:job": {variables: {CHANGE_GATE_PASSWORD: $US_PASSWORD}}

deploy:
  stage: deploy
  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
  needs: ["eu:gate", "us:gate"]
  script: echo "deploying"
`;

const US_PASSWORD = 'another-password';

describeOnGitLab('a deployment behind gates on two instances', () => {
  let eu: TestEnvironment;
  let us: TestEnvironment;
  beforeAll(async () => {
    eu = await startTestEnvironment({}, gitlab);
    us = await startTestEnvironment({}, gitlab);
    const { database } = us.sandbox.serviceNow;
    const [user] = database.query('sys_user', `user_name=${USERS.integration.userName}`);
    const user_password = database.encrypt(US_PASSWORD);
    database.update('sys_user', user?.sys_id ?? '', { user_password }, USERS.admin.userName);
    for (const { sandbox } of [eu, us]) {
      const server = { name: 'GitLab', ci: 'gitlab', base_url: gitlab.server(eu.sandbox), active: 'true' };
      sandbox.serviceNow.database.insert('x_change_gate_ci_server', server, USERS.admin.userName);
    }
  });
  afterAll(() => Promise.all([eu.close(), us.close()]));

  async function startAndPause(): Promise<GitlabScenario> {
    const variables = {
      EU_INSTANCE: eu.sandbox.serviceNow.url,
      EU_PASSWORD: USERS.integration.password,
      US_INSTANCE: us.sandbox.serviceNow.url,
      US_PASSWORD,
      CHANGE_GATE_CALLBACK_TOKEN: gitlab.callbackToken,
    };
    const masked = ['EU_PASSWORD', 'US_PASSWORD', 'CHANGE_GATE_CALLBACK_TOKEN'];
    const scenario = GitlabScenario.in(eu, gitlabRunning(YAML, { variables, masked }));
    await scenario.reaches('eu:gate', 'manual');
    await scenario.reaches('us:gate', 'manual');
    return scenario;
  }

  const last = ({ sandbox: { serviceNow } }: TestEnvironment) => serviceNow.changes().at(-1) ?? {};

  async function approve(testEnv: TestEnvironment): Promise<void> {
    const { serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(last(testEnv).number ?? '');
    serviceNow.move(last(testEnv).number ?? '', 'Implement');
    await testEnv.settled();
  }

  it('waits for both, and closes both changes', async () => {
    const scenario = await startAndPause();
    await approve(eu);
    await scenario.reaches('eu:gate', 'success');
    expect(scenario.job('deploy').status).toBe('created');
    await approve(us);
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
    for (const [testEnv, name] of [
      [eu, 'eu'],
      [us, 'us'],
    ] as const) {
      expect(testEnv.sandbox.serviceNow.changes()).toMatchObject([
        { short_description: `Shop, ${name}`, state: '3', close_code: 'successful' },
      ]);
    }
  });

  it('is not done when one of them rejects it, and the other change is closed', async () => {
    const scenario = await startAndPause();
    await approve(eu);
    await scenario.reaches('eu:gate', 'success');
    us.sandbox.serviceNow.reject(last(us).number ?? '', 'Not on a Friday');
    await scenario.build.ended;
    expect([scenario.job('us:gate').status, scenario.job('deploy').status]).toEqual(['failed', 'skipped']);
    expect(last(eu)).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });
});
