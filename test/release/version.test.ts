/** The version stands in one place, and `npm run generate` writes it wherever it is named. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isCandidate, VERSION } from '../../scripts/release/names.mjs';
import { stamp, stamped } from '../../scripts/release/stamp.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const read = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8');

it('is the same in every package', () => {
  const workspace = globSync('{{packages,adapters}/*,docs,test,.}/package.json', { cwd: ROOT });
  const versions = workspace.map((file) => JSON.parse(read(file)).version);
  expect(versions.length).toBeGreaterThan(8);
  expect([...new Set(versions)]).toEqual([VERSION]);
});

it('is written by `npm run generate` wherever it is named', () => {
  expect([...stamped().keys()]).toEqual([]);
});

it('stays behind nowhere when the next one comes', () => {
  const next = stamped('9.8.7');
  // What changesets writes, and what `generate.ts` of an adapter does.
  const generated =
    /^(packages\/[^/]+|adapters\/[^/]+|docs|test)\/package\.json$|(template\.yml|step\.yaml)$/;
  const past = /CHANGELOG\.md$|^\.changeset\/|^pnpm-lock\.yaml$|^adapters\/github-action\/dist\//;
  const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  const texts = tracked.filter((file) => !past.test(file) && !generated.test(file) && !isBinary(file));
  // 1.2.0 stands in many a place as somebody else's version, a candidate of ours in none.
  const behind = isCandidate(VERSION) ? VERSION : new RegExp(`change-?gate\\S*\\b${VERSION}\\b`);
  expect(texts.filter((file) => (next.get(file) ?? read(file)).search(behind) >= 0)).toEqual([]);
  expect(next.size).toBeGreaterThan(15);
});

function isBinary(file: string): boolean {
  return /\.(gz|png|ico|woff2?|wasm|p12)$/.test(file);
}

describe('a name of what is published', () => {
  it.each([
    ['uses: change-gate/change-gate@v0.9.0', 'v1.2.0-rc.3', 'v1'],
    ['uses: change-gate/change-gate/check@v1', 'v1.2.0-rc.3', 'v1'],
    ['$CI_SERVER_FQDN/change-gate/gitlab-component/change-gate@0.9', '1.2.0-rc.3', '1'],
    ['{path: change-gate/gitlab-component, folder: ., version: 0.9.0}', '1.2.0-rc.3', '1.2.0'],
    ['type: changegate/change-gate:0.9.0', '1.2.0-rc.3', '1.2.0'],
    ['ghcr.io/change-gate/codefresh-step:0.9.0-rc.1', '1.2.0-rc.3', '1.2.0'],
    ['$CI_REGISTRY/change-gate/gitlab-component:0.9.0', '1.2.0-rc.3', '1.2.0'],
    ['npx @change-gate/cli@0.9.0', '1.2.0-rc.3', '1.2.0'],
    ['npm install ./change-gate-core-0.9.0.tgz', '1.2.0-rc.3', '1.2.0'],
  ])('gets the version: %s', (text, candidate, released) => {
    const without = (version: string) => stamp(text, version).replace(/\d[\w.-]*?(?=\.tgz|}|$)/, '');
    expect(stamp(text, '1.2.0-rc.3')).toContain(candidate);
    expect(stamp(text, '1.2.0')).toContain(released);
    expect(stamp(text, '1.2.0')).not.toContain('0.9');
    expect(without('1.2.0')).toBe(without('1.2.0-rc.3'));
  });

  it.each([
    `uses: change-gate/change-gate@${'0123456789'.repeat(4)}`,
    'uses: actions/checkout@v5.0.0',
    'image: alpine:3.22',
    'type: globex/change-gate:0.9.0',
  ])('is left as it is where it names something else: %s', (text) => {
    expect(stamp(text, '1.2.0')).toBe(text);
  });
});
