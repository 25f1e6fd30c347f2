/** examples/gitlab, pushed as it stands. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GITLAB_OPTIONS, gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario } from '../gitlab/gitlab-scenario.ts';

const EXAMPLE = new URL('../../examples/gitlab/', import.meta.url);

const files = Object.fromEntries(
  readdirSync(EXAMPLE).map((name) => [name, readFileSync(new URL(name, EXAMPLE), 'utf8')]),
);

describeOnGitLab('the example', () => {
  let scenario: GitlabScenario;
  let target: string;
  beforeEach(() => {
    target = mkdtempSync(join(tmpdir(), 'change-gate-example-'));
  });
  afterEach(async () => {
    await scenario.close();
    rmSync(target, { recursive: true });
  });

  async function push(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    const { '.gitlab-ci.yml': yaml = '', ...others } = { ...files, ...changed };
    const images = { ...GITLAB_OPTIONS.images, 'node:24': { node: [process.execPath] } };
    const pipeline = `${yaml}\nvariables: {DEPLOY_TO: '${target}'}\n`;
    scenario = await GitlabScenario.start(gitlabRunning(pipeline, { files: others }, { images }));
  }

  const isDeployed = () => existsSync(join(target, 'shop.mjs'));

  it('deploys what was tested when its change is approved, and closes the change', async () => {
    await push();
    await scenario.reaches('change:gate', 'manual');
    expect(scenario.notes.join('\n')).toContain('2 tests, 0 failed');
    expect(scenario.testEnv.change()).toMatchObject(
      // The instance keeps the group by its sys_id.
      {
        ...JSON.parse(files['change.json'] ?? ''),
        assignment_group: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    );
    expect(isDeployed()).toBe(false);
    await scenario.approve();
    await scenario.build.ended;
    expect(isDeployed()).toBe(true);
    expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('deploys nothing when its change is rejected', async () => {
    await push();
    await scenario.reaches('change:gate', 'manual');
    scenario.testEnv.sandbox.serviceNow.reject(scenario.testEnv.number, 'Not on a Friday');
    await scenario.build.ended;
    expect(scenario.build.view().succeeded).toBe(false);
    expect(isDeployed()).toBe(false);
  });

  it('opens no change when a test fails', async () => {
    await push({ 'shop.mjs': files['shop.mjs']?.replace('items * cents', 'items + cents') ?? '' });
    await scenario.build.ended;
    expect(scenario.pipeline.job('test')?.status).toBe('failed');
    expect(scenario.changes).toEqual([]);
  });
});
