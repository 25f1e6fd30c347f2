/** `.github/workflows/release.yml` and the steps that it runs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ACTION, IMAGES } from '../../scripts/release/names.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Job {
  readonly needs?: string | string[];
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

const TEXT = readFileSync(`${ROOT}.github/workflows/release.yml`, 'utf8');
const JOBS: Readonly<Record<string, Job>> = parse(TEXT).jobs;

/** A checkout in which nothing is installed, as the jobs that publish have it. */
const checkout = mkdtempSync(join(tmpdir(), 'change-gate-release-'));
afterAll(() => rmSync(checkout, { recursive: true }));
for (const part of [
  'scripts',
  '.changeset',
  'CHANGELOG.md',
  'packages/core/package.json',
  'packages/servicenow-app/build',
  'packages/servicenow-app/releases',
]) {
  cpSync(ROOT + part, join(checkout, part), { recursive: true });
}
const as = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
for (const args of [
  ['init', '--quiet'],
  ['add', '--all'],
  [...as, 'commit', '--quiet', '--message', 'x'],
])
  execFileSync('git', args, { cwd: checkout });

function release(...args: string[]) {
  return spawnSync(process.execPath, ['scripts/release.mjs', ...args], { cwd: checkout, encoding: 'utf8' });
}

it('runs every step that there is, and no other', () => {
  const [, steps = ''] = /--step (\S+)/.exec(release('--step', 'none').stderr) ?? [];
  const run = [...TEXT.matchAll(/--step (\w+)/g)].map(([, step]) => step);
  expect(run).toEqual(steps.split('|'));
});

it('learns what is due without an installation, as outputs of a step', () => {
  expect(release('--step', 'plan').stdout).toMatch(
    /^due=(?:version|release|nothing)\nversion=\d+\.\d+\.\d+\S*\n$/,
  );
});

it('publishes nothing that was not packed', () => {
  const { status, stderr } = release('--step', 'npm');
  expect(status).toBe(1);
  expect(stderr).toContain('Nothing was published.');
});

it('pushes the image under its published name, from the context that is packed for it', () => {
  const [folder, image] = Object.entries(IMAGES).find(([, name]) => name.startsWith('ghcr.io/')) ?? ['', ''];
  const inputs = JOBS.image?.steps.map((step) => step.with ?? {}) ?? [];
  expect(inputs).toContainEqual(
    expect.objectContaining({
      context: `release/images/${folder.split('/').at(-1)}`,
      tags: `${image}:\${{ needs.plan.outputs.version }}`,
      sbom: true,
      provenance: 'mode=max',
      platforms: 'linux/amd64,linux/arm64',
    }),
  );
  expect(inputs).toContainEqual(expect.objectContaining({ 'subject-name': image }));
});

describe('a job that may publish', () => {
  const publishing = Object.values(JOBS).filter(({ permissions = {} }) =>
    Object.values(permissions).includes('write'),
  );
  const withOf = (action: string) =>
    publishing.flatMap(({ steps }) => steps.filter((step) => step.uses?.startsWith(`${action}@`)));

  it('takes nothing out of the cache, which jobs that run dependencies can write', () => {
    expect(withOf('docker/setup-qemu-action').map((step) => step.with)).toEqual([{ 'cache-image': false }]);
    expect(withOf('docker/setup-buildx-action').map((step) => step.with)).toEqual([
      { 'cache-binary': false },
    ]);
    expect(TEXT).not.toMatch(/actions\/cache|cache-from|\bcache: /);
  });

  it('knows every tag, so that it refuses a version that has one elsewhere, or that a later one has followed', () => {
    const jobs = [JOBS.npm, JOBS.image, JOBS.github].map((job) => job?.steps[0]?.with?.['fetch-depth']);
    expect(jobs).toEqual([0, 0, 0]);
  });

  it('runs no file of a patch that dependencies have written', () => {
    const run = JOBS.propose?.steps.map((step) => step.run ?? '').join('\n');
    expect(run).toContain('git apply --index');
    expect(run).not.toMatch(/\b(node|npm|npx|pnpm)\b/);
  });

  it('is not there in a fork, and does not take the pull request of one for its own', () => {
    expect(JOBS.plan?.if).toBe(`github.repository == '${ACTION}'`);
    expect(TEXT).toContain('select(.isCrossRepository | not)');
  });
});

describe('its jobs', () => {
  const may = (name: string) =>
    Object.entries(JOBS)
      .filter(([, { permissions = {} }]) => permissions[name] === 'write')
      .map(([job]) => job);

  it('have each right where it is needed, and nowhere else', () => {
    expect({
      contents: may('contents'),
      'id-token': may('id-token'),
      attestations: may('attestations'),
      packages: may('packages'),
      'pull-requests': may('pull-requests'),
    }).toEqual({
      contents: ['propose', 'github'],
      'id-token': ['npm', 'image', 'github'],
      attestations: ['image', 'github'],
      packages: ['image'],
      'pull-requests': ['propose'],
    });
  });

  it('publish from an environment each, which a person may guard', () => {
    const publishing = Object.entries(JOBS).filter(([, { environment }]) => environment !== undefined);
    expect(publishing.map(([job]) => job)).toEqual(may('id-token'));
  });

  it('release last what names the rest', () => {
    expect(JOBS.github?.needs).toEqual(['npm', 'image']);
  });
});
