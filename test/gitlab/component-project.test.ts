/** The component as a project of its own, and that project's own pipeline. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@change-gate/sandbox';
import { afterAll, afterEach, expect, it } from 'vitest';
import { VERSION } from '../gate/gitlab.ts';
import { describeOnGitLab } from './gitlab-scenario.ts';
import { PUBLISHED_IMAGE, publishedFiles } from './published-component.ts';

/** What the image has in /opt/change-gate. */
const INSTALLED = fileURLToPath(new URL('../../adapters/gitlab-component/dist', import.meta.url));

const STARTS = [process.execPath, `${INSTALLED}/index.js`];

const TEMPLATE = 'templates/change-gate/template.yml';

/** In place of npm, which would ask its registry: installs the sandbox of this repository, and no other package. */
const NPM = `
case "$*" in *"@change-gate/sandbox@${VERSION}") ;; *) echo "npm has no $*"; exit 1 ;; esac
mkdir -p node_modules/@change-gate
ln -s '${fileURLToPath(new URL('../../packages/sandbox', import.meta.url))}' node_modules/@change-gate/sandbox
`;

describeOnGitLab("the component's own project", () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.close());

  const programs = mkdtempSync(join(tmpdir(), 'change-gate-npm-'));
  afterAll(() => rmSync(programs, { recursive: true }));
  writeFileSync(join(programs, 'npm'), NPM);

  /** @param changeGate what the image starts under this name */
  async function push(files: Readonly<Record<string, string>>, changeGate = STARTS) {
    const npm = ['bash', join(programs, 'npm')];
    const images = { [PUBLISHED_IMAGE]: { node: [process.execPath], npm, 'change-gate': changeGate } };
    sandbox = await startSandbox({ gitlab: { tokens: [], images } });
    // The image is this machine, in which the bundle is elsewhere.
    const pipelineYml = (files['.gitlab-ci.yml'] ?? '').replace('/opt/change-gate', INSTALLED);
    const pipeline = sandbox.gitlab.run(pipelineYml, { files });
    await pipeline.finished;
    return pipeline;
  }

  it('passes its own pipeline, in which nobody has to play a job', async () => {
    const pipeline = await push(publishedFiles());
    expect(pipeline.log).toContain('The component has made all its jobs.');
    expect(pipeline.log).toContain('The image holds the bundle of this commit, and change-gate starts.');
    expect(pipeline.job('check-operations')?.trace).toMatch(
      /ServiceNow calls back[\s\S]*not approved yet[\s\S]*opens a change, waits for its approval, and closes it\./,
    );
    expect(pipeline.status).toBe('success');
    expect(pipeline.jobs.map((job) => job.name).sort()).toEqual([
      'check-image',
      'check-jobs',
      'check-operations',
      'self-test-deploy',
      'self-test:cancel',
      'self-test:close',
      'self-test:deployment-over',
      'self-test:gate',
      'self-test:open',
    ]);
  });

  it('fails it when the image lets a pipeline pass before the change is approved', async () => {
    const passes = `[ "$1" = verify ] || exec ${STARTS.map((part) => `'${part}'`).join(' ')} "$@"`;
    const pipeline = await push(publishedFiles(), ['bash', '-c', passes, 'change-gate']);
    const { trace = '', status } = pipeline.job('check-operations') ?? {};
    expect(trace).toContain(
      'change-gate verify ended with 0 and not 1: CHG0030001 is in Assess: not approved yet',
    );
    expect(status).toBe('failed');
  });

  it('fails it when the component lacks a job', async () => {
    const files = publishedFiles();
    const pipeline = await push({
      ...files,
      [TEMPLATE]: files[TEMPLATE]?.replace(/^("\$.*):cancel":/m, '$1:given-up":') ?? '',
    });
    expect(pipeline.log).toContain('The component has not made these jobs: test self-test:cancel');
    expect(pipeline.status).toBe('failed');
  });

  it('fails it when the registry does not have the image that the template names', async () => {
    const files = publishedFiles();
    const pipeline = await push({
      ...files,
      [TEMPLATE]: files[TEMPLATE]?.replace('@sha256:c0ffee', '@sha256:bad000') ?? '',
    });
    expect(pipeline.log).toContain('has no image');
    expect(pipeline.status).toBe('failed');
  });

  it('fails it when the image is that of another commit', async () => {
    const pipeline = await push({ ...publishedFiles(), 'dist/index.js': '// another' });
    expect(pipeline.log).toContain('The image is not that of this commit: index.js differs.');
    expect(pipeline.status).toBe('failed');
  });

  it('fails it when the image does not start change-gate', async () => {
    const pipeline = await push(publishedFiles(), ['echo', 'something else']);
    expect(pipeline.log).toContain('change-gate verify says:');
    expect(pipeline.status).toBe('failed');
  });
});
