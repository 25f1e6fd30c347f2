/** The image by its parts: what is copied into it exists, and runs with Node alone. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const COMPONENT = join(import.meta.dirname, '..');
const dockerfile = readFileSync(join(COMPONENT, 'Dockerfile'), 'utf8');

const [, source = ''] = /^COPY (.+) \/opt\/change-gate\/$/m.exec(dockerfile) ?? [];
const [, command = ''] =
  /^COPY --chmod=755 <<"EOF" \/usr\/local\/bin\/change-gate\n([\s\S]*?)EOF$/m.exec(dockerfile) ?? [];

const image = mkdtempSync(join(tmpdir(), 'change-gate-image-'));
afterAll(() => rmSync(image, { recursive: true }));

it('is built on an image of Node that is always the same, and says what it is', () => {
  expect(dockerfile).toMatch(/^FROM node:24\.\d+\.\d+-\w+-slim@sha256:[0-9a-f]{64}$/m);
  for (const label of ['title', 'description', 'licenses'])
    expect(dockerfile).toMatch(new RegExp(`org\\.opencontainers\\.image\\.${label}="[^"]+"`));
});

it('copies what the build makes, and runs nothing, so that any platform can be built on any other', () => {
  expect(source).toBe('dist/');
  expect(readdirSync(join(COMPONENT, 'dist'))).toEqual(expect.arrayContaining(['index.js', 'package.json']));
  expect(dockerfile.match(/^(COPY|RUN|ADD) .*/gm)).toHaveLength(2);
});

it('runs as a user that is not root, and leaves the shell to GitLab', () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(/^ENTRYPOINT \[\]$/m);
});

it('has everything that change-gate needs: Node on the path, and what is copied', () => {
  const programs = join(image, 'bin');
  mkdirSync(programs);
  symlinkSync(process.execPath, join(programs, 'node'));
  cpSync(join(COMPONENT, source), join(image, 'opt'), { recursive: true });
  expect(command).toContain('/opt/change-gate/');
  writeFileSync(join(programs, 'change-gate'), command.replace('/opt/change-gate/', `${image}/opt/`), {
    mode: 0o755,
  });
  const { status, stdout, stderr } = spawnSync('change-gate', ['verify'], {
    cwd: programs,
    env: { PATH: programs },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^ERROR: .*CHANGE_GATE_INSTANCE_URL: is required/);
});

it('starts by its name alone where npm has linked it', () => {
  expect(readFileSync(join(COMPONENT, 'dist/index.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
