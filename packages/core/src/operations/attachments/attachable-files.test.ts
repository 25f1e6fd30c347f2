import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type AttachableFile, attachableFiles, hashOf } from './attachable-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'change-gate-files-'));
const path = join(folder, 'build.log');

beforeEach(() => writeFileSync(path, 'four'));
afterAll(() => rmSync(folder, { recursive: true }));

async function found(): Promise<AttachableFile> {
  const inputs = { attachments: [path], 'attachment-limit': 1 };
  const [file] = await attachableFiles(inputs, (name) => name.toUpperCase());
  if (file === undefined) throw new Error('not found');
  return file;
}

async function read(file: AttachableFile): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of file.chunks()) chunks.push(Buffer.from(chunk).toString());
  return chunks.join('');
}

it('sends a file that grows meanwhile as it was found', async () => {
  const file = await found();
  appendFileSync(path, 'more');
  expect(file.length).toBe(4);
  expect(await read(file)).toBe('four');
});

it('says when a file became shorter meanwhile, or went away', async () => {
  const file = await found();
  truncateSync(path, 2);
  await expect(read(file)).rejects.toThrowError(/ATTACHMENTS: .*build\.log became shorter while it was read/);
  rmSync(path);
  await expect(read(file)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(/build\.log cannot be read \(ENOENT\)/),
  });
});

it('knows a file by what it holds', async () => {
  // printf four | sha256sum
  expect(await hashOf(await found())).toBe(
    '04efaf080f5a3e74e1c29d1ca6a48569382cbbcd324e8d59d2b83ef21c039f00',
  );
});
