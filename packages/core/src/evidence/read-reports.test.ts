import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { ctrf } from '../../test/report-cases/ctrf.ts';
import { cyclonedx } from '../../test/report-cases/cyclonedx.ts';
import { sarif } from '../../test/report-cases/sarif.ts';
import { readReports } from './read-reports.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'change-gate-reports-')));
const workspace = join(folder, 'shop');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(workspace, { recursive: true });
});

const NAMED = { 'test-reports': [], 'coverage-reports': [], 'security-reports': [], sbom: [] };

function write(name: string, text: string | Uint8Array): void {
  const path = join(workspace, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function read(inputs: { readonly [Name in keyof typeof NAMED]?: string[] }, limit = 100) {
  const warnings: string[] = [];
  const log = { info() {}, warning: (line: string) => warnings.push(line) };
  const displayName = (name: string) => name.toUpperCase();
  const given = { ...NAMED, ...inputs, 'attachment-limit': limit };
  return { ...(await readReports(given, { workspace, displayName, log })), warnings };
}

const lcov = (covered: number, total: number) => `SF:a.c\nLF:${total}\nLH:${covered}\nend_of_record\n`;

it('gives nothing where nothing is named', async () => {
  const { tests, coverage, security, sbom, reports, files } = await read({});
  for (const counts of [tests, coverage, security, sbom]) {
    const { status, ...numbers } = counts;
    expect(status).toBe('not_given');
    expect(new Set(Object.values(numbers))).toEqual(new Set([null]));
  }
  expect([reports, files]).toEqual([[], []]);
});

it('adds up the files of a kind, and hashes the bytes that it counted', async () => {
  write('reports/a.json', ctrf(['passed', 'failed']));
  write('reports/deep/b.json', ctrf(['passed', 'skipped']));
  write('reports/empty.json', ctrf([]));
  const { tests, reports } = await read({ 'test-reports': ['reports/**/*.json'] });
  expect(tests).toMatchObject({ status: 'complete', total: 4, passed: 2, failed: 1, skipped: 1, flaky: 0 });
  const text = ctrf(['passed', 'failed']);
  expect(reports).toEqual([
    {
      kind: 'tests',
      name: 'reports/a.json',
      format: 'ctrf',
      status: 'complete',
      problem: '',
      sha256: createHash('sha256').update(text).digest('hex'),
      size: text.length,
    },
    expect.objectContaining({ name: 'reports/deep/b.json', status: 'complete' }),
    expect.objectContaining({ name: 'reports/empty.json', status: 'none', problem: 'holds no test' }),
  ]);
});

it('knows of nothing where all files are empty', async () => {
  write('a.json', ctrf([]));
  const { tests } = await read({ 'test-reports': ['a.json'] });
  expect(tests).toMatchObject({ status: 'none', total: null, failed: null });
});

it.each([
  [2, 3, 66.6],
  [9_999_999, 10_000_000, 99.9],
  [0, 1, 0],
  [7, 7, 100],
])('rounds %i of %i lines down to %f percent', async (covered, total, percent) => {
  write('lcov.info', lcov(covered, total));
  const { coverage } = await read({ 'coverage-reports': ['lcov.info'] });
  expect(coverage).toEqual({ status: 'complete', lines_covered: covered, lines_total: total, percent });
});

it('counts a file once, however many patterns and links name it, and attaches one of two kinds once', async () => {
  write('bom.json', cyclonedx({ components: [{}], vulnerabilities: [{ ratings: [{ severity: 'low' }] }] }));
  symlinkSync('bom.json', join(workspace, 'link.json'));
  const named = ['bom.json', './bom.json', '*.json', join(workspace, 'bom.json'), 'link.json'];
  const { sbom, security, reports, files } = await read({ sbom: named, 'security-reports': named });
  expect(sbom).toEqual({ status: 'complete', components: 1 });
  expect(security).toMatchObject({ status: 'complete', high: 0, low: 1 });
  expect(reports.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['security bom.json', 'sbom bom.json']);
  expect(files.map(({ name }) => name)).toEqual(['bom.json']);
});

/** What makes the kind unreadable, though a file beside it is complete. */
const BAD: readonly [string, () => void, Record<string, string>][] = [
  [
    'cut off',
    () => write('x.json', ctrf(['passed']).slice(0, -2)),
    { problem: 'is cut off, or not one whole JSON document' },
  ],
  ['empty', () => write('x.json', ''), { problem: 'is empty' }],
  [
    'of another kind',
    () => write('x.json', sarif([])),
    { problem: 'is a security report, not a test report', format: 'sarif' },
  ],
  ['coverage', () => write('x.json', lcov(1, 1)), { problem: 'is a coverage report, not a test report' }],
  ['not there', () => {}, { name: 'x*.json', problem: 'matches no file', sha256: '' }],
  ['a folder', () => mkdirSync(join(workspace, 'x.json')), { name: 'x*.json', problem: 'matches no file' }],
  [
    'a link to nothing',
    () => symlinkSync('gone', join(workspace, 'x.json')),
    { problem: 'cannot be read (ENOENT)' },
  ],
  [
    'a link out of the workspace',
    () => {
      writeFileSync(join(folder, 'outside.json'), ctrf(['passed']));
      symlinkSync('../outside.json', join(workspace, 'x.json'));
    },
    { name: 'x.json', problem: 'is a link that leads out of the workspace', sha256: '' },
  ],
];

it.each(BAD)('knows no count where a report is %s', async (_what, make, expected) => {
  write('good.json', ctrf(['passed']));
  make();
  const { tests, reports } = await read({ 'test-reports': ['good.json', 'x*.json'] });
  expect(tests).toMatchObject({ status: 'unreadable', total: null, passed: null, failed: null });
  expect(reports).toEqual([
    expect.objectContaining({ name: 'good.json', status: 'complete' }),
    expect.objectContaining({ name: 'x.json', kind: 'tests', status: 'unreadable', ...expected }),
  ]);
});

it.each(['../*.json', '/etc/passwd', 'a/../../x', '*/../../*', '**/../../../x'])(
  'searches nothing outside of the workspace: %s',
  async (pattern) => {
    await expect(read({ sbom: [pattern] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(`SBOM: ${pattern} leads out of the workspace`),
    });
  },
);

it('reads a file that is too large to its end for its hash alone', async () => {
  const text = Buffer.alloc(50 * 1024 * 1024 + 1, ' ');
  write('big.json', text);
  const { reports } = await read({ 'test-reports': ['big.json'] });
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(reports).toMatchObject([
    { status: 'unreadable', problem: 'is larger than 50 MB', sha256, size: text.length },
  ]);
});

it('does not attach what is larger than is allowed, and counts it', async () => {
  write('large.json', ctrf(['passed']) + ' '.repeat(1024 * 1024));
  const { tests, files, warnings } = await read({ 'test-reports': ['large.json'] }, 1);
  expect(tests).toMatchObject({ status: 'complete', total: 1 });
  expect(files).toEqual([]);
  expect(warnings).toEqual([
    'large.json is not attached: it is larger than ATTACHMENT-LIMIT allows (1 MB). Its counts and its hash are in the evidence.',
  ]);
});

it('attaches no file of the workspace that is no report, however many a pattern matches', async () => {
  write('.npmrc', '//registry.example/:_authToken=s3cret');
  write('settings.json', '{"password":"s3cret"}');
  write('cut-off.json', ctrf(['passed']).slice(0, -1));
  write('no-test.json', ctrf([]));
  const { files, reports } = await read({ 'test-reports': ['**/*', '.*'] });
  expect(reports).toHaveLength(4);
  expect(files.map(({ name }) => name)).toEqual(['no-test.json']);
});

it('tells of the worst where there are more reports than a record holds, and counts all', async () => {
  for (let index = 0; index < 250; index += 1)
    write(`r/${String(index).padStart(3, '0')}.json`, ctrf(['passed']));
  write('r/z.json', '{');
  const { tests, reports, files, warnings } = await read({ 'test-reports': ['r/*.json'] });
  expect(tests.status).toBe('unreadable');
  expect(reports).toHaveLength(200);
  expect(reports[0]).toMatchObject({ name: 'r/z.json', status: 'unreadable' });
  expect(files).toHaveLength(199);
  expect(warnings).toEqual([expect.stringContaining('counts all of 251 reports, and tells of 200 of them')]);
});

it('attaches what was read, under names that differ, and never what was put in its place', async () => {
  write('unit/report.json', ctrf(['passed']));
  write('e2e/report.json', ctrf(['passed', 'failed']));
  write('lcov.info', lcov(1, 1));
  const { files } = await read({ 'test-reports': ['*/report.json'], 'coverage-reports': ['lcov.info'] });
  expect(files).toMatchObject([
    {
      name: 'e2e-report.json',
      textName: 'e2e-report.json.txt',
      isOptional: true,
      contentType: 'application/json',
    },
    { name: 'unit-report.json' },
    { name: 'lcov.info' },
  ]);
  const text = async (index: number) => {
    let read = '';
    for await (const chunk of files[index]?.chunks() ?? []) read += Buffer.from(chunk).toString();
    return read;
  };
  expect(await text(0)).toBe(ctrf(['passed', 'failed']));
  write('e2e/report.json', ctrf(['passed', 'passed']));
  await expect(text(0)).rejects.toThrowError('e2e/report.json has changed since it was read as evidence.');
});
