/** `delivery: npx`: the package as npm would have it, and the very line of the template that fetches and runs it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { GITLAB_OPTIONS, gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';
import { type Registry, startRegistry } from './registry.ts';

/** Which the template asks for with `npx`; it brings no more than this machine has. */
const NODE_IMAGE = { [nodeImage()]: {} };

function nodeImage(): string {
  const folder = new URL('../../adapters/gitlab-component/', import.meta.url);
  const template = readFileSync(new URL('templates/change-gate/template.yml', folder), 'utf8');
  const { spec } = parseAllDocuments(template)[0]?.toJS() ?? {};
  return spec.inputs['node-image'].default;
}

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());

it('the package holds the bundle, needs no other, and runs where nothing else is', async () => {
  expect(registry.packed.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'dist/index.js', 'dist/package.json', 'package.json']),
  );
  const folder = await mkdtemp(join(tmpdir(), 'change-gate-installed-'));
  const env = { PATH: process.env.PATH, HOME: folder };
  const install = ['install', '--offline', '--no-audit', '--no-fund', registry.tarball];
  await promisify(execFile)('npm', install, { cwd: folder, env });
  expect(await readdir(join(folder, 'node_modules/@change-gate'))).toEqual(['gitlab-component']);
  const command = join(folder, 'node_modules/.bin/change-gate-gitlab');
  await expect(promisify(execFile)(command, ['verify'], { cwd: folder, env })).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^ERROR: .*CHANGE_GATE_INSTANCE_URL: is required/),
    stderr: '',
  });
  await rm(folder, { recursive: true });
});

describeOnGitLab('a pipeline with delivery: npx', () => {
  it('opens, verifies and closes with the package from the registry', async () => {
    const yaml =
      `variables: {npm_config_registry: "${registry.url}"}\n` +
      MINIMAL.replace('    inputs:\n', '    inputs:\n      delivery: npx\n');
    const images = { images: { ...GITLAB_OPTIONS.images, ...NODE_IMAGE } };
    const scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml, {}, images));
    try {
      expect(scenario.job('change:open').trace).toMatch(
        /^\$ npx --yes "@change-gate\/gitlab-component@[\w.-]+" open/,
      );
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.build.view()).toMatchObject({
        succeeded: true,
        deployed: true,
        answers: ['approved'],
      });
      expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    } finally {
      await scenario.close();
    }
  });
});
