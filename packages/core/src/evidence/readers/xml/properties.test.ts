/** Any report in XML, whole, cut off or damaged: no crash, and no count that is better than the file. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dialect, RENDER, suites, sum } from '../../../../test/rendered-reports.ts';
import { readReport } from '../read-report.ts';
import type { Reading } from '../reading.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));
const FILES = globSync('{junit,trx,nunit,xunit,testng,cobertura,jacoco}/*', { cwd: FOLDER })
  .toSorted()
  .map((name) => ({ name, bytes: readFileSync(FOLDER + name) }));

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = (bytes: Buffer, size = bytes.length) => readReport(pieces(bytes, Math.max(1, size)));

describe.for(Object.keys(RENDER) as Dialect[])('a report of %s', (dialect) => {
  it('counts what it was made of, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(suites, fc.integer({ min: 1, max: 2000 }), async (root, size) => {
        const { passed, flaky, skipped, failed, error } = sum(dialect, root);
        const total = passed + flaky + skipped + failed + error;
        const reading = await read(Buffer.from(RENDER[dialect](root)), size);
        expect(reading.counts).toEqual(
          total === 0
            ? null
            : { total, passed: passed + flaky, failed: failed + error, errors: error, skipped, flaky },
        );
        expect(reading.status).toBe(total === 0 ? 'none' : 'complete');
      }),
    );
  });

  it('is unreadable wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(
        suites,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (root, where) => {
          const whole = Buffer.from(RENDER[dialect](root));
          expect((await read(whole.subarray(0, whole.length * where))).status).toBe('unreadable');
        },
      ),
    );
  });
});

it.for(FILES)('$name reads the same in pieces of one byte', async ({ bytes }) => {
  expect(await read(bytes, 1)).toEqual(await read(bytes));
});

it.for(FILES)('$name is unreadable wherever it is cut off', async ({ bytes }) => {
  const end = bytes.lastIndexOf('>');
  for (let at = 0; at < end; at += 1 + (end >> 6)) {
    expect((await read(bytes.subarray(0, at))).status).toBe('unreadable');
  }
});

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Bytes are changed, left out or put in. */
const damage = fc
  .record({
    where: place,
    out: fc.integer({ min: 0, max: 40 }),
    put: fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '/',
        '"',
        ' ',
        '&',
        '=',
        '1',
        '<failure/>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '</testcase>',
      ),
      fc.string({ maxLength: 3 }),
    ),
  })
  .map(({ where, out, put }) => (before: string) => {
    const at = Math.floor(where * before.length);
    return before.slice(0, at) + put + before.slice(at + out);
  });

/** An attribute says something else. */
const rewording = fc
  .record({
    where: place,
    word: fc.constantFrom('', '0', '7', '1,000', 'passed', 'Failed', 'Skip', 'PASS', 'true', 'x'.repeat(70)),
  })
  .map(({ where, word }) => (before: string) => {
    const values = [...before.matchAll(/="[^"<>]*"/g)];
    const value = values[Math.floor(where * values.length)];
    return value === undefined
      ? before
      : `${before.slice(0, value.index)}="${word}"${before.slice(value.index + value[0].length)}`;
  });

it.for([
  ['damaged', damage],
  ['reworded', rewording],
] as const)('that is %s is never better than it says, and crashes nothing', async ([, change]) => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      async ({ bytes }, changes) => {
        const text = changes.reduce((before, apply) => apply(before), bytes.toString('latin1'));
        expect(contradictions(await read(Buffer.from(text, 'latin1')), text)).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});

const TAG = /<(\/?)([\w:-]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;

/** What a reading says though the text does not: told from the text by its tags alone. */
function contradictions(reading: Reading, text: string): string[] {
  if (reading.counts === null) return reading.problem === '' ? ['it does not say why'] : [];
  if (reading.kind !== 'tests') return [];
  const { total, passed, failed, errors, skipped, flaky } = reading.counts;
  const found: string[] = [];
  if (passed + failed + skipped !== total) found.push('its counts do not add up');
  if (errors > failed || flaky > passed) found.push('a part is larger than its whole');
  if (reading.format !== 'junit') return found;
  const tags = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '').matchAll(TAG);
  let inCase = false;
  let fails = false;
  let failing = 0;
  let most = 0;
  for (const [, closing, name, attributes = '', empty] of tags) {
    if (name === 'testcase') {
      if (closing !== '' || empty !== '') failing += inCase && fails ? 1 : 0;
      inCase = closing === '' && empty === '';
      fails = false;
    } else if (name === 'failure' || name === 'error') {
      fails = true;
    } else if (name === 'testsuite' || name === 'testsuites') {
      most = Math.max(most, Number(/\sfailures\s*=\s*["'](\d+)["']/.exec(attributes)?.[1] ?? 0));
    }
  }
  if (failed < failing) found.push(`it says ${failed} failed where ${failing} cases did`);
  if (failed < most) found.push(`it says ${failed} failed where a suite says ${most}`);
  return found;
}
