import {
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
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeJson } from './write-json.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-json-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('replaces the file that is there, and leaves nothing beside it', async () => {
  const file = join(folder, 'report.json');
  writeFileSync(file, 'x'.repeat(1000));
  await writeJson(file, { lines: [] }, 'check-report');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ lines: [] });
  expect(readdirSync(folder)).toEqual(['report.json']);
});

it('writes where a link leads, and leaves the link', async () => {
  const file = join(folder, 'report.json');
  writeFileSync(file, '');
  symlinkSync(file, join(folder, 'link.json'));
  await writeJson(join(folder, 'link.json'), 1, 'profile');
  expect(readFileSync(file, 'utf8')).toBe('1\n');
});

it.each([
  ['', 'it is a folder (EISDIR)'],
  ['absent/profile.json', 'its folder is not there (ENOENT)'],
  ['file/profile.json', 'what should be its folder is a file (ENOTDIR)'],
])('says why it cannot write %o', async (name, why) => {
  mkdirSync(join(folder, 'kept'));
  writeFileSync(join(folder, 'file'), '');
  await expect(writeJson(join(folder, name), {}, 'profile')).rejects.toThrow(
    new RegExp(`^profile: .* cannot be written: ${why.replace(/[()]/g, '\\$&')}\\. Name a file`),
  );
  expect(readdirSync(folder).sort()).toEqual(['file', 'kept']);
});
