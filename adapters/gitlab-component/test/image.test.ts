/** The image by its parts: what is copied into it exists, and runs with Node alone. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const COMPONENT = join(import.meta.dirname, '..');
const dockerfile = readFileSync(join(COMPONENT, 'Dockerfile'), 'utf8');

const sources = [...dockerfile.matchAll(/^COPY (.+) \/opt\/change-gate\/$/gm)].map(
  ([, source = '']) => source,
);

const image = mkdtempSync(join(tmpdir(), 'change-gate-image-'));
afterAll(() => rmSync(image, { recursive: true }));

it('copies what the build makes', () => {
  expect(sources).toEqual(['dist/']);
  expect(readdirSync(join(COMPONENT, 'dist'))).toEqual(expect.arrayContaining(['index.js', 'package.json']));
});

it('runs as a user that is not root, and leaves the shell to GitLab', () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(/^ENTRYPOINT \[\]$/m);
});

it('has everything that change-gate needs: Node on the path, and what is copied', () => {
  const programs = join(image, 'bin');
  mkdirSync(programs);
  symlinkSync(process.execPath, join(programs, 'node'));
  for (const source of sources) cpSync(join(COMPONENT, source), image, { recursive: true });
  // As the one RUN of the Dockerfile does it.
  expect(dockerfile.match(/^RUN .*/gm)).toEqual([
    'RUN chmod 755 /opt/change-gate/index.js && ln -s /opt/change-gate/index.js /usr/local/bin/change-gate',
  ]);
  chmodSync(join(image, 'index.js'), 0o755);
  symlinkSync(join(image, 'index.js'), join(programs, 'change-gate'));
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
