/** Every part of `npm run bench`, small: that it still measures what it says. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../board/browser.ts';
import { againstPeer } from './against-peer.ts';
import { isTooMuch } from './large-report.ts';
import { PARTS, SMALL } from './parts.ts';

/** The figures that a part gives, in its own words. */
const FIGURES: Readonly<Record<string, RegExp>> = {
  'the start of a bundle':
    /^Codefresh step, .*: [\d.]+ times as long \([\d.]+ to [\d.]+, 1 rounds\).* bundle \d+ kB\..*\nGitHub action, .*: [\d.]+ times .* bundle \d+ kB\./,
  "ServiceNow's own GitHub action":
    /^GitHub action beside ServiceNow's own\. Bundle: [\d.]+ of its \d+ kB\. Usage error: [\d.]+ \([\d.]+ to [\d.]+, 1 rounds\) of its CPU, \d+ MiB of memory where that takes \d+\. A change created: [\d.]+ \(.*\) of its CPU, \d+ MiB .*; \d requests where that sends 2\./,
  'the requests of an operation':
    /^Requests to ServiceNow, .* open: 4; .*; verify: 2; .*; status, by OAuth again: 1\.$/,
  'the start of the change board': /, to a page that can be worked with: [\d.]+ s \(.*, 1 rounds\)\./,
  'a large change board':
    /^Change board with the app, 120 changes and \d+ pipelines .*: shown after \d+ ms, the first click answered \d+ ms .* drawn in \d+ ms; .* opened in \d+ ms \(.*\), approved in \d+ ms; the sandbox takes \d+ MB\./,
  "the sandbox's Table API": /^Table API, .*: \d+ requests\/s, p99 [\d.]+ ms\./,
  'a large test report':
    /^JUnit report of 1 MB, \d+ cases: memory grows by \d+ MiB .* by \d+; [\d.]+ times as long .*\.$/,
  'many builds that wait':
    /^20 builds wait, 10 changes decided .*: 10 told once, in [\d.]+ s; 5 due at .*: 5 told once .*; .*: 1 with nobody waiting, 1 with all\.$/,
};

const STAND_IN = fileURLToPath(new URL('./stand-in-peer.mjs', import.meta.url));

const BY_BROWSER = ['the start of the change board', 'a large change board'];

describe('the benchmark of', () => {
  it.for(Object.entries(PARTS))('%s gives its figures', async ([name, part], { skip }) => {
    const figures = await part({ ...SMALL, peer: STAND_IN });
    skip(NO_BROWSER !== undefined && BY_BROWSER.includes(name), NO_BROWSER);
    expect(figures).toMatch(FIGURES[name] ?? 'figures that this test knows');
  });
});

it.each([
  [[0.4, 0.9], 59, false],
  [[0.4, 1], 59, true],
  [[0.4, 0.9], 60, true],
])('holds a large report to less time and memory: %j of the time, %i MiB', (ratios, growth, fails) => {
  expect(isTooMuch(ratios, growth)).toBe(fails);
});

it('says loudly what it does not measure', async () => {
  expect(await againstPeer(1, undefined)).toMatch(
    /NOT MEASURED\. .*npm run bench -- --peer \S+\/dist\/index\.js$/,
  );
});
