import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publish } from './publish.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-component-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFileSync(join(folder, path), 'utf8');

it('writes what a project of the catalog has at its root', () => {
  publish(folder);
  expect(readdirSync(folder).sort()).toEqual([
    '.gitlab-ci.yml',
    'Dockerfile',
    'LICENSE.md',
    'README.md',
    'check-jobs.mjs',
    'dist',
    'templates',
  ]);
});

it('names the project that it is published as', () => {
  publish(folder, { project: 'tools/change-gate' });
  expect(read('README.md')).toContain('$CI_SERVER_FQDN/tools/change-gate/change-gate@');
  expect(read('templates/change-gate/template.yml')).toContain('default: $CI_REGISTRY/tools/change-gate\n');
});

it('writes its version down, which GitLab does not tell every pipeline', () => {
  const version = publish(folder);
  expect(read('templates/change-gate/template.yml')).toContain(`\n      default: "${version}"\n`);
});

it('shows its own version in the README', () => {
  const version = publish(folder);
  expect(read('README.md')).toContain(`/change-gate@${version}`);
});

it("is run by the README's command in the root of this repository", () => {
  publish(folder);
  const [, command = ''] = /```sh\n(.*publish\.ts.*?)\n/.exec(read('README.md')) ?? [];
  expect(command).toContain(' ../gitlab-component ');
  const clone = join(folder, 'clone');
  const { status, stdout, stderr } = spawnSync(command.replace(' ../gitlab-component ', ` ${clone} `), {
    shell: true,
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`git -C ${clone} push origin HEAD `);
  expect(readdirSync(clone)).toContain('templates');
});
