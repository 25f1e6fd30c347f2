/** Any report in JSON or text, whole, cut off or damaged: no crash, and no count that is better than the file. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JSON_AND_TEXT } from '../../../../test/report-cases/json-and-text.ts';
import { readText } from '../../../../test/report-text.ts';
import { REPORT_KINDS } from '../../contract.ts';
import type { Reading } from '../reading.ts';

const asked = fc.constantFrom(...REPORT_KINDS);
const seeds = fc.constantFrom(...JSON_AND_TEXT.filter(({ text }) => text.length < 20_000));

it('takes any bytes', async () => {
  const begin = fc.constantFrom('', '{', '[', 'TN:\n', 'SF:a\n', 'SPDXVersion: SPDX-2.3\n', '<', '\ufeff{');
  await fc.assert(
    fc.asyncProperty(begin, fc.uint8Array({ maxLength: 300 }), asked, async (text, bytes, kind) => {
      expectSaid(await readText(Buffer.concat([Buffer.from(text), bytes]), kind));
    }),
    { numRuns: 1000 },
  );
});

const MARKS = [
  { version: '2.1.0', runs: null },
  { results: { summary: null } },
  { bomFormat: 'CycloneDX' },
  { spdxVersion: 'SPDX-2.3' },
  { '@context': 'https://spdx.org/rdf/3.0.1/x', '@graph': null },
  { vulnerabilities: null, scan: null },
];
const NAMES = [
  ...'runs results tool driver rules summary tests components vulnerabilities scan status packages'.split(
    ' ',
  ),
  '@graph',
];

it('takes any JSON under the names that formats have', async () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(null, 0, -1, 1e308, '', 'error', true, [], {}),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 4 }),
    ),
  }));
  const more = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 5 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...MARKS), more, asked, async (mark, document, kind) => {
      const text = JSON.stringify({ ...mark, ...document });
      expect(contradictions(await readText(text, kind), text)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

it('tells the same in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.integer({ min: 1, max: 700 }), async ({ text, asked }, size) => {
      const long = text.replace('{', `{${' '.repeat(300)}`);
      expect(await readText(long, asked, size)).toEqual(await readText(text, asked));
    }),
    { numRuns: 500 },
  );
});

it('is never complete where JSON is cut off', async () => {
  const json = JSON_AND_TEXT.filter(({ text }) => text.startsWith('{') && text.length < 20_000);
  for (const { text, asked } of json) {
    const whole = text.trimEnd();
    for (let end = 0; end < whole.length; end += 1 + (whole.length >> 6)) {
      expect((await readText(whole.slice(0, end), asked)).status).toBe('unreadable');
    }
  }
});

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const WORDS = [
  '0',
  '1',
  '9.9',
  '"error"',
  '"fail"',
  '"low"',
  'null',
  '[]',
  '{}',
  'true',
  '-1',
  '""',
  '"passed"',
];

/** Bytes are changed, left out or put in; or a value of JSON, or a number of lcov, says something else. */
const change = fc.oneof(
  fc
    .record({
      where: place,
      out: fc.integer({ min: 0, max: 30 }),
      put: fc.oneof(
        fc.string({ maxLength: 3 }),
        fc.constantFrom('{', '}', ']', ',', '"', '\n', 'end_of_record\n'),
      ),
    })
    .map(({ where, out, put }) => (before: string) => {
      const at = Math.floor(where * before.length);
      return before.slice(0, at) + put + before.slice(at + out);
    }),
  fc.record({ where: place, word: fc.constantFrom(...WORDS) }).map(({ where, word }) => (before: string) => {
    const values = [...before.matchAll(/(?<=:)\s*(?:"[^"\\]*"|-?\d+(?:\.\d+)?|null|true|false|\[\]|\{\})/g)];
    const value = values[Math.floor(where * values.length)];
    return value === undefined
      ? before
      : before.slice(0, value.index) + word + before.slice(value.index + value[0].length);
  }),
);

it('is never better than it says where it is damaged', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.array(change, { minLength: 1, maxLength: 3 }), async (seed, changes) => {
      const text = changes.reduce((before, apply) => apply(before), seed.text);
      expect(contradictions(await readText(text, seed.asked), text)).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});

function expectSaid({ status, counts, problem }: Reading): void {
  if (status === 'complete') expect(counts).not.toBeNull();
  else expect(problem).not.toBe('');
}

type Listed = Readonly<Record<string, unknown>>;
const listed = (value: unknown): Listed[] =>
  Array.isArray(value) ? value.filter((entry) => Object(entry) === entry) : [];

/** What a reading says though the text does not: told from the text alone. */
function contradictions(reading: Reading, text: string): string[] {
  const { counts } = reading;
  if (counts === null) return reading.problem === '' ? ['it does not say why'] : [];
  if (Object.values(counts).some((count) => !Number.isSafeInteger(count) || count < 0)) return ['no count'];
  if (reading.kind === 'coverage') {
    return reading.counts.lines_covered > reading.counts.lines_total ? ['more is covered than there is'] : [];
  }
  if (reading.kind === 'sbom') return [];
  const document = JSON.parse(text.replace(/^\ufeff/, ''));
  if (reading.kind === 'tests') {
    const { total, passed, failed, errors, skipped, flaky } = reading.counts;
    const isSum = passed + failed + skipped === total && errors <= failed && flaky <= passed;
    const failing = listed(document.results.tests).filter(({ status }) => status === 'failed').length;
    return isSum && failed >= failing ? [] : [`${failed} of ${total} failed, where ${failing} did`];
  }
  const { critical, high, medium, low, info, unknown, false_positives: falsePositives } = reading.counts;
  const told = critical + high + medium + low + info + unknown + falsePositives;
  const findings =
    reading.format === 'sarif'
      ? listed(document.runs).flatMap((run) => listed(run.results))
      : listed(document.vulnerabilities);
  const there = findings.filter(nothingTakesOut).length;
  return told < there ? [`${told} findings, where there are ${there}`] : [];
}

function nothingTakesOut(finding: Listed): boolean {
  return !['kind', 'suppressions', 'baselineState', 'analysis'].some((name) => Object.hasOwn(finding, name));
}
