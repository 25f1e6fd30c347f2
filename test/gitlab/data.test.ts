import { afterEach, expect, it } from 'vitest';
import { documentedPipeline, gitlabRunning, PIPELINES } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const TEXT = 'quotes " and \', \\ \\n, $(id) `id` $HOME ${HOME} $$ %PATH% {{x}}\nÜnï 変更 🚀\tend';

describeOnGitLab('the data of a change', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it('arrives byte for byte from a file, and from an input with $$ for a dollar sign', async () => {
    const data = (title: string) => JSON.stringify({ short_description: title, description: TEXT });
    const inline = JSON.stringify(data('Inline').replaceAll('$', '$$$$'));
    const yaml = documentedPipeline(PIPELINES.complete)
      .replace(/data: .*/, () => `data: ${inline}`)
      // Both gates open their changes at once, before there is a report.
      .replaceAll(/stage: (qa|production)-change/g, 'stage: build')
      .replace(/ +attachments: .*\n/, '');
    scenario = await GitlabScenario.startAndPause(
      gitlabRunning(yaml, { files: { 'change.json': data('From a file') } }),
    );
    const texts = scenario.testEnv.sandbox.serviceNow
      .changes()
      .map(({ short_description, description }) => [short_description, description]);
    expect(texts.sort()).toEqual([
      ['From a file', TEXT],
      ['Inline', TEXT],
    ]);
  });

  it('is written once: what people change afterwards stays, and closing has data of its own', async () => {
    const closing = `"change:close": {variables: {CHANGE_GATE_DATA: '{"backout_plan": "Not needed"}'}}`;
    scenario = await GitlabScenario.startAndPause(gitlabRunning(`${MINIMAL}\n${closing}\n`));
    const { number, sandbox } = scenario.testEnv;
    sandbox.serviceNow.userActions.update(number, { short_description: 'Reworded by the change manager' });
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.testEnv.change()).toMatchObject({
      state: '3',
      short_description: 'Reworded by the change manager',
      backout_plan: 'Not needed',
    });
  });
});
