/** Reads a report of tests once. Arguments: `gate` or `peer`, and the file. Says as JSON how many cases it holds, and what that took. */
import { createReadStream, readFileSync } from 'node:fs';
import { readReport } from '@change-gate/core/read-report';
import { XMLParser } from 'fast-xml-parser';

const [, , reader, file] = process.argv;

async function gate() {
  const { counts } = await readReport(createReadStream(file));
  return counts.total;
}

/** To what can be counted from: the parsed document, with its attributes. */
function peer() {
  const document = new XMLParser({ ignoreAttributes: false }).parse(readFileSync(file, 'utf8'));
  return document.testsuites.testsuite.reduce((sum, { testcase }) => sum + testcase.length, 0);
}

const before = process.memoryUsage.rss() / 2 ** 20;
const begin = performance.now();
const cases = await { gate, peer }[reader]();
const milliseconds = performance.now() - begin;
const growth = Math.round(process.resourceUsage().maxRSS / 1024 - before);
process.stdout.write(JSON.stringify({ cases, milliseconds, growth }));
