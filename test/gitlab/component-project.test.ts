/** The component as a project of its own, and that project's own pipeline. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Sandbox, startSandbox } from '@change-gate/sandbox';
import { afterEach, expect, it } from 'vitest';
import { publish } from '../../adapters/gitlab-component/publish.ts';
import { describeOnGitLab } from './gitlab-scenario.ts';

/** Text by path. */
function publishedFiles(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-component-'));
  publish(folder);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')] as const);
  rmSync(folder, { recursive: true });
  return Object.fromEntries(files);
}

describeOnGitLab("the component's own project", () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.close());

  async function push(files: Record<string, string>) {
    sandbox = await startSandbox({ gitlab: { tokens: [], images: { node: {} } } });
    const pipeline = sandbox.gitlab.run(files['.gitlab-ci.yml'] ?? '', { files });
    await pipeline.finished;
    return pipeline;
  }

  it('passes its own pipeline, in which nobody has to play a job', async () => {
    const pipeline = await push(publishedFiles());
    expect(pipeline.log).toContain('The component has made all its jobs.');
    expect(pipeline.status).toBe('success');
    expect(pipeline.jobs.map((job) => job.name).sort()).toEqual([
      'check-jobs',
      'self-test-deploy',
      'self-test:cancel',
      'self-test:close',
      'self-test:close-failed',
      'self-test:gate',
      'self-test:open',
    ]);
  });

  it('fails it when the component lacks a job', async () => {
    const files = publishedFiles();
    const template = 'templates/change-gate/template.yml';
    const pipeline = await push({
      ...files,
      [template]: files[template]?.replace(/^("\$.*):cancel":/m, '$1:given-up":') ?? '',
    });
    expect(pipeline.log).toContain('The component has not made these jobs: test self-test:cancel');
    expect(pipeline.status).toBe('failed');
  });
});
