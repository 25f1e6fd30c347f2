/** How a large JUnit report is read, against `fast-xml-parser`, which keeps the document: time and memory, each in a process of its own. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ratiosText } from './ratios.ts';

export interface ReportSize {
  /** 50 is the most that is read, and what the limits hold for. */
  readonly megabytes: number;
  readonly rounds: number;
}

/** What `large-report-process.mjs` says. */
interface Read {
  readonly cases: number;
  readonly milliseconds: number;
  /** From before it reads to the peak: resident, in MiB. */
  readonly growth: number;
}

const PROCESS = fileURLToPath(new URL('./large-report-process.mjs', import.meta.url));
const MOST_GROWTH = 60;

/** @throws Error when a file of 50 MB takes 60 MiB or more, or as long as `fast-xml-parser` */
export function largeReport({ megabytes, rounds }: ReportSize): string {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-bench-'));
  try {
    const file = join(folder, 'report.xml');
    const cases = writeReport(file, megabytes * 1024 * 1024);
    const both = Array.from({ length: rounds }, () => [read('gate', file), read('peer', file)] as const);
    for (const { cases: seen } of both.flat()) {
      if (seen !== cases) throw new Error(`Of ${cases} test cases, ${seen} were read`);
    }
    const ratios = both.map(([ours, peer]) => ours.milliseconds / peer.milliseconds);
    const [ours, peers] = [0, 1].map((which) => Math.max(...both.map((round) => round[which]?.growth ?? 0)));
    const text =
      `JUnit report of ${megabytes} MB, ${cases} cases: memory grows by ${ours} MiB (resident, at the peak) where ` +
      `fast-xml-parser's grows by ${peers}; ${ratiosText(ratios, ' times as long')}. Must be: below ${MOST_GROWTH} MiB, and shorter.`;
    if (megabytes === 50 && isTooMuch(ratios, ours ?? 0)) throw new Error(text);
    return text;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param ratios of our time to the peer's @param growth MiB */
export function isTooMuch(ratios: readonly number[], growth: number): boolean {
  return Math.max(...ratios) >= 1 || growth >= MOST_GROWTH;
}

function read(reader: 'gate' | 'peer', file: string): Read {
  return JSON.parse(execFileSync(process.execPath, [PROCESS, reader, file], { encoding: 'utf8' }));
}

const LOG = lines(10, (n) => `2026-11-29 16:00:0${n} INFO  [main] c.acme.shop.Cart - item ${n} <added>`);
const STACK = lines(20, (n) => `\tat com.acme.shop.Handler${n}.invoke(Handler${n}.java:${n * 17})`);

/** Every fifth case logs ten lines, and every 25th fails with a stack of twenty. @returns how many cases it holds */
function writeReport(file: string, bytes: number): number {
  const end = '</testsuites>';
  let cases = 0;
  let size = end.length;
  appendFileSync(file, '<testsuites>\n');
  for (let suite = suiteOf50(cases); size + suite.length + 100 < bytes; suite = suiteOf50(cases)) {
    appendFileSync(file, suite);
    cases += 50;
    size += suite.length;
  }
  appendFileSync(file, end);
  return cases;
}

function suiteOf50(first: number): string {
  const cases = lines(50, (n) => {
    const failure = n % 25 === 0 ? `<failure message="expected 1 but was 2">${STACK}</failure>` : '';
    const output = n % 5 === 0 ? `<system-out><![CDATA[${LOG}]]></system-out>` : '';
    return `<testcase classname="com.acme.shop.CartTest" name="adds item ${first + n}" time="0.012">${failure}${output}</testcase>`;
  });
  return `<testsuite name="suite ${first}" tests="50" failures="2">\n${cases}\n</testsuite>\n`;
}

function lines(count: number, line: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => line(n)).join('\n');
}
