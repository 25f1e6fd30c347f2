import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { GitlabServer, missingForGitlab } from '../server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-component-'));
  await mkdir(join(folder, 'templates'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Pushes the same configuration to a GitLab whose component is this one. */
async function push(component: string): Promise<string> {
  await writeFile(join(folder, 'templates/deploy.yml'), `spec: {inputs: {}}\n---\n${component}`);
  const components = [{ path: 'globex/parts', folder, version: '1.0.0' }];
  const gitlab = await GitlabServer.start({ clock: new SandboxClock(), tokens: [], images: {}, components });
  try {
    const pipeline = gitlab.run('include: [{component: $CI_SERVER_FQDN/globex/parts/deploy@1.0.0}]');
    await pipeline.finished;
    return pipeline.configError;
  } finally {
    await gitlab.close();
  }
}

it.skipIf(missingForGitlab().length > 0)(
  'validates what a configuration is made of, also when the configuration itself was valid before',
  async () => {
    const valid = 'deploy: {script: [echo]}';
    expect(await push(valid)).toBe('');
    expect(await push('deploy: {script: [echo], interruptible: perhaps}')).toMatch(/interruptible/);
    expect(await push(valid)).toBe('');
  },
);
