import { afterEach, expect, it } from 'vitest';
import { documentedPipeline, GITLAB_OPTIONS, gitlabRunning, PIPELINES } from '../gate/gitlab.ts';
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

  const INLINE = MINIMAL.replace('"Version 2.4 fixes the checkout"', '"$CI_COMMIT_TITLE"');

  async function openWithTitle(yaml: string, message: string): Promise<Record<string, string>> {
    const images = { ...GITLAB_OPTIONS.images, 'node:24': { node: [process.execPath] } };
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml, { message }, { images }));
    return scenario.testEnv.change();
  }

  it('takes a commit message as it is from the file of a job that reads it from git', async () => {
    const title = 'fix "x", "assignment_group": "evil" \\n \\ $CHANGE_GATE_PASSWORD $(id) `id` $$5';
    const change = await openWithTitle(
      documentedPipeline(PIPELINES.data),
      `${title}\n\nTwo\nlines of ${TEXT}`,
    );
    expect(change).toMatchObject({ short_description: title, description: `Two\nlines of ${TEXT}` });
    expect(
      scenario.testEnv.sandbox.serviceNow.database.get('sys_user_group', change.assignment_group ?? ''),
    ).toMatchObject({
      name: 'DevOps',
    });
  });

  it('is broken, and added to, by a commit title inside it', async () => {
    expect(INLINE).not.toBe(MINIMAL);
    const change = await openWithTitle(INLINE, 'fix", "backout_plan": "none');
    expect(change).toMatchObject({ justification: 'fix', backout_plan: 'none' });
  });

  it('is refused with a commit title inside it that names the password', async () => {
    const push = { message: 'fix $CHANGE_GATE_PASSWORD' };
    scenario = await GitlabScenario.start(gitlabRunning(INLINE, push));
    await scenario.reaches('change:open', 'failed');
    expect(scenario.job('change:open').trace).toContain(
      'CHANGE_GATE_DATA: holds what CHANGE_GATE_PASSWORD holds',
    );
    expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
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
