import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

it.skipIf(missingForGitlab().length > 0)('refuses inputs that a component does not have', async () => {
  await writeFile(
    join(folder, 'templates/deploy.yml'),
    'spec: {inputs: {stage: }}\n---\ndeploy: {script: [echo]}',
  );
  const components = [{ path: 'globex/parts', folder, version: '1.0.0' }];
  const gitlab = await GitlabServer.start({ clock: new SandboxClock(), tokens: [], images: {}, components });
  try {
    const component = `${new URL(gitlab.url).host}/globex/parts/deploy@1.0.0`;
    const pipeline = gitlab.run(`include: [{component: ${component}, inputs: {stage: test, jobs: [a]}}]`);
    await pipeline.finished;
    expect(pipeline.configError).toBe(`\`${component}\`: unknown input arguments: jobs`);
  } finally {
    await gitlab.close();
  }
});

describe.skipIf(missingForGitlab().length > 0)('the context of a component', () => {
  /** What the component says of itself: name, version, reference, SHA. */
  async function told(ref: string, inCatalog: boolean): Promise<string | undefined> {
    const values = ['name', 'version', 'reference', 'sha']
      .map((key) => `[$[[ component.${key} ]]]`)
      .join(' ');
    const yaml = `spec: {component: [name, version, reference, sha]}\n---\nsay: {script: ["echo '${values}'"]}`;
    await writeFile(join(folder, 'templates/deploy.yml'), yaml);
    const components = [{ path: 'globex/parts', folder, version: '1.2.0', inCatalog }];
    const gitlab = await GitlabServer.start({
      clock: new SandboxClock(),
      tokens: [],
      images: {},
      components,
    });
    try {
      const pipeline = gitlab.run(`include: [{component: $CI_SERVER_FQDN/globex/parts/deploy@${ref}}]`);
      expect(await pipeline.finished, pipeline.configError).toBe('success');
      return /\[deploy\].*\]$/m.exec(pipeline.log)?.[0];
    } finally {
      await gitlab.close();
    }
  }

  it('has the version of a release in the catalog, and no version of any other', async () => {
    expect(await told('1.2.0', true)).toMatch(/^\[deploy\] \[1\.2\.0\] \[1\.2\.0\] \[[0-9a-f]{40}\]$/);
    expect(await told('1.2.0', false)).toMatch(/^\[deploy\] \[\] \[1\.2\.0\] \[[0-9a-f]{40}\]$/);
  });

  it('has no version of a branch or a commit', async () => {
    const branch = await told('main', true);
    expect(branch).toMatch(/^\[deploy\] \[\] \[main\] \[[0-9a-f]{40}\]$/);
    const [sha = ''] = /[0-9a-f]{40}/.exec(branch ?? '') ?? [];
    expect(await told(sha, true)).toBe(`[deploy] [] [${sha}] [${sha}]`);
    expect(await told(sha, false)).toBe(`[deploy] [] [${sha}] [${sha}]`);
  });

  it('has the version that a partial one stands for', async () => {
    expect(await told('1', true)).toContain('[deploy] [1.2.0] [1] [');
    expect(await told('~latest', true)).toContain('[deploy] [1.2.0] [~latest] [');
  });
});
