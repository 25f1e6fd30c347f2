/** Where a certificate may come from that every job of a pipeline needs. */
import { getCACertificates } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const [PEM = ''] = getCACertificates('bundled');

describeOnGitLab('a certificate on GitLab', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it.each(['', '$CI_PROJECT_DIR/'])(
    'that is a file of the repository is refused by open: %sca.pem',
    async (folder) => {
      const yaml = MINIMAL.replace('    inputs:\n', `    inputs:\n      ca-certificate: ${folder}ca.pem\n`);
      scenario = await GitlabScenario.start(gitlabRunning(yaml, { files: { 'ca.pem': PEM } }));
      await scenario.reaches('change:open', 'failed');
      expect(scenario.job('change:open').trace).toContain(
        'CHANGE_GATE_CA_CERTIFICATE: is neither PEM text nor a file that every job has.',
      );
      expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
    },
  );

  it.each([
    ['text', []],
    ['File', ['CHANGE_GATE_CA_CERTIFICATE']],
  ])('that is a variable of type %s is there in every job', async (_type, ofTypeFile) => {
    scenario = await GitlabScenario.startAndPause(gitlabRunning(MINIMAL, { ofTypeFile }), {
      'ca-certificate': PEM,
    });
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
  });
});
