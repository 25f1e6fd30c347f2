import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type AttachableFile, hashOf } from '../../servicenow/attachable-file.ts';
import { attachableFiles } from './attachable-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'change-gate-files-'));
const path = join(folder, 'build.log');

beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(path, 'four');
});
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

const MEGABYTE = 1024 * 1024;
const find = (attachments: string[], limit = 1) =>
  attachableFiles({ attachments, 'attachment-limit': limit }, (name) => name.toUpperCase());

/** Makes a file of so many bytes. */
function file(name: string, length: number): string {
  const made = join(folder, name);
  writeFileSync(made, '');
  truncateSync(made, length);
  return made;
}

it.each([
  ['csv', 'text/csv'],
  ['gif', 'image/gif'],
  ['html', 'text/html'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['json', 'application/json'],
  ['log', 'text/plain'],
  ['md', 'text/markdown'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['svg', 'image/svg+xml'],
  ['tgz', 'application/gzip'],
  ['gz', 'application/gzip'],
  ['txt', 'text/plain'],
  ['xml', 'application/xml'],
  ['yaml', 'application/yaml'],
  ['yml', 'application/yaml'],
  ['zip', 'application/zip'],
  ['bin', 'application/octet-stream'],
])('knows a .%s by its ending, in capitals too, as %s', async (ending, contentType) => {
  const names = [`a.${ending}`, `B.${ending.toUpperCase()}`];
  const files = await find(names.map((name) => file(name, 1)));
  expect(files).toMatchObject(names.map((name) => ({ name, length: 1, contentType })));
});

it('takes a file up to the limit, and names each that is larger, in whole megabytes', async () => {
  const largest = file('a.log', MEGABYTE);
  expect(await find([largest])).toMatchObject([{ name: 'a.log', length: MEGABYTE }]);
  const [larger, large] = [file('b.log', MEGABYTE + 1), file('c.log', 3 * MEGABYTE)];
  await expect(find([larger, largest, large])).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining(
      `ATTACHMENTS: ${larger} has 2 MB, more than ATTACHMENT-LIMIT allows (1 MB). ` +
        `ATTACHMENTS: ${large} has 3 MB, more than ATTACHMENT-LIMIT allows (1 MB)`,
    ),
  });
  await expect(find([larger])).rejects.not.toThrowError(/no file matches/);
  expect(await find([larger, large], 3)).toHaveLength(2);
});

it('attaches a file once, however many patterns match it, and no folder', async () => {
  mkdirSync(join(folder, 'sub'));
  const names = (await find([join(folder, '*'), path])).map(({ name }) => name);
  expect(names).toEqual(['build.log']);
});

it('names each pattern that matches no file, a folder too', async () => {
  mkdirSync(join(folder, 'sub'));
  const [sub, none] = [join(folder, 'sub'), join(folder, '*.pdf')];
  await expect(find([sub, path, none])).rejects.toThrowError(
    `ATTACHMENTS: no file matches ${sub}. ATTACHMENTS: no file matches ${none}`,
  );
});

it('finds nothing where nothing is to be attached', async () => {
  expect(await find([])).toEqual([]);
});

it.each([0, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, MEGABYTE])(
  'sends a file of %i bytes whole, in pieces of at most 256 KB',
  async (length) => {
    const content = Buffer.alloc(length, 'abc');
    writeFileSync(path, content);
    // Each piece is copied: one buffer serves them all.
    const pieces: Buffer[] = [];
    for await (const chunk of (await found()).chunks()) pieces.push(Buffer.from(chunk));
    expect(pieces.map((piece) => piece.length <= 256 * 1024)).toEqual(
      Array(Math.ceil(length / (256 * 1024))).fill(true),
    );
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
  },
);
