/** Reports that are too large, too deep or too long: what they cost, and that they are refused in words. */
import { describe, expect, it } from 'vitest';
import { said } from '../../../../test/said-reading.ts';
import { readReport } from '../read-report.ts';
import { MAX_REPORT_BYTES, MAX_REPORT_CASES } from '../reading.ts';

const encoder = new TextEncoder();

/** `part` as often as `count` says, in pieces of about 64 kB. */
async function* file(begin: string, part: string, count: number, end: string): AsyncGenerator<Uint8Array> {
  yield encoder.encode(begin);
  const each = Math.max(1, Math.floor(64_000 / part.length));
  for (let left = count; left > 0; left -= each) yield encoder.encode(part.repeat(Math.min(each, left)));
  yield encoder.encode(end);
}

const DIALECTS: readonly (readonly [dialect: string, begin: string, case_: string, end: string])[] = [
  [
    'junit',
    '<testsuites><testsuite>',
    '<testcase name="one"><failure/></testcase>',
    '</testsuite></testsuites>',
  ],
  ['trx', '<TestRun><Results>', '<UnitTestResult outcome="Failed"/>', '</Results></TestRun>'],
  ['nunit', '<test-run><test-suite>', '<test-case result="Failed"/>', '</test-suite></test-run>'],
  [
    'xunit',
    '<assemblies><assembly><collection>',
    '<test result="Fail"/>',
    '</collection></assembly></assemblies>',
  ],
  ['testng', '<testng-results><suite>', '<test-method status="FAIL"/>', '</suite></testng-results>'],
];

describe.for(DIALECTS)('a report of %s', ([dialect, begin, case_, end]) => {
  it('may hold 100,000 test cases', async () => {
    const reading = await readReport(file(begin, case_, 100_000, end));
    expect(said(reading)).toBe(`${dialect}: total 100000, failed 100000`);
  });

  it('that is cut off behind 1,000 test cases is unreadable', async () => {
    const reading = await readReport(file(begin, case_, 1_000, ''));
    expect(said(reading)).toBe(`${dialect}: unreadable, is cut off`);
  });
});

const COBERTURA = '<coverage line-rate="1"><packages><package><classes><class><lines>';
const COBERTURA_END = '</lines></class></classes></package></packages></coverage>';
const JACOCO_LINE = '<counter type="LINE" missed="1" covered="1"/>';

it.for([
  [
    'cobertura',
    file(COBERTURA, '<line hits="1"/>', 100_000, COBERTURA_END),
    'lines_covered 100000, lines_total 100000',
  ],
  ['cobertura', file(COBERTURA, '<line hits="1"/>', 1_000, ''), 'unreadable, is cut off'],
  [
    'jacoco',
    file('<report><package>', JACOCO_LINE, 100_000, `</package>${JACOCO_LINE}</report>`),
    'lines_covered 1, lines_total 2',
  ],
  ['jacoco', file('<report>', JACOCO_LINE, 1_000, ''), 'unreadable, is cut off'],
] as const)('coverage by %s: %#', async ([format, bytes, expected]) => {
  expect(said(await readReport(bytes))).toBe(`${format}: ${expected}`);
});

const CASE = '<testcase/>';
const MEGABYTE = 1024 * 1024;

it.for([
  [
    'more test cases than a million',
    file('<testsuite>', CASE, MAX_REPORT_CASES + 1, '</testsuite>'),
    'junit: unreadable, holds more than a million test cases',
  ],
  [
    'a million failures in attributes',
    file('<testsuite failures="1,000,001">', '', 1, '</testsuite>'),
    'junit: unreadable, holds more than a million test cases',
  ],
  [
    'more than 50 MB',
    file('<testsuite>', ' '.repeat(1000), Math.ceil(MAX_REPORT_BYTES / 1000), '</testsuite>'),
    'junit: unreadable, is larger than 50 MB',
  ],
  [
    'elements that nest for ever',
    file('', '<testsuite>', 1_000_000, ''),
    'junit: unreadable, is no XML that can be read: its elements nest too deep (line 1)',
  ],
  [
    'an element with a million attributes',
    attributes(1_000_000),
    'unreadable, is no XML that can be read: an element has too many attributes',
  ],
  [
    'a name of a megabyte',
    file('<testsuite><', 'a', MEGABYTE, '/></testsuite>'),
    'junit: unreadable, is no XML that can be read: max buffer length exceeded: tagName (line 1)',
  ],
  [
    'a name of 300 characters',
    file('<testsuite><', 'a', 300, '/></testsuite>'),
    'junit: unreadable, is no XML that can be read: a name is too long (line 1)',
  ],
  [
    'a value of a megabyte',
    file('<testsuite><testcase name="', 'a', MEGABYTE, '"/></testsuite>'),
    'junit: unreadable, is no XML that can be read: max buffer length exceeded: attribValue (line 1)',
  ],
  [
    'a message of 200 kB',
    file('<testsuite><testcase><failure message="', 'a', 200_000, '"/></testcase></testsuite>'),
    'junit: total 1, failed 1',
  ],
  [
    'a result of 200 kB',
    file('<testsuite><testcase result="', 'a', 200_000, '"/></testsuite>'),
    'junit: total 1, failed 1, errors 1',
  ],
  [
    'output of 10 MB',
    file('<testsuite><testcase><system-out>', 'a line\n', 1_500_000, '</system-out></testcase></testsuite>'),
    'junit: total 1, passed 1',
  ],
  [
    'output of 10 MB in CDATA',
    file(
      '<testsuite><testcase><system-out><![CDATA[',
      'a <line>\n',
      1_100_000,
      ']]></system-out></testcase></testsuite>',
    ),
    'junit: total 1, passed 1',
  ],
  [
    'what is no text',
    file('\u0000\u0001\u0002', '\u0003', 1_000, ''),
    'unreadable, is no report that is known here',
  ],
] as const)('%s', async ([, bytes, expected]) => {
  expect(said(await readReport(bytes))).toBe(expected);
});

it('reads a file of 50 MB, and none of a byte more', async () => {
  const report = '<testsuite><testcase/></testsuite>';
  const spaces = MAX_REPORT_BYTES - report.length;
  expect(said(await readReport(file('', ' ', spaces, report)))).toBe('junit: total 1, passed 1');
  expect(said(await readReport(file('', ' ', spaces + 1, report)))).toBe('unreadable, is larger than 50 MB');
});

it('reads a million test cases', async () => {
  const reading = await readReport(file('<testsuite>', CASE, MAX_REPORT_CASES, '</testsuite>'));
  expect(said(reading)).toBe('junit: total 1000000, passed 1000000');
});

it('does not throw where the file cannot be read', async () => {
  const reading = await readReport(denied());
  expect(said(reading)).toBe('unreadable, EISDIR: illegal operation on a directory, read');
});

async function* attributes(count: number): AsyncGenerator<Uint8Array> {
  yield encoder.encode('<testsuite ');
  for (let n = 0; n < count; n += 1) yield encoder.encode(`a${n}="" `);
  yield encoder.encode('/>');
}

/** As a stream of a file ends when the disk does. */
async function* denied(): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`<testsuite>${' '.repeat(300)}`);
  throw new Error('EISDIR: illegal operation on a directory, read');
}
