import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { GitRepository, type RepositoryContents } from '../runner/git-repository.ts';
import { missingForGitlab } from '../server.ts';
import { expand } from './expansion.ts';
import type { askGitlabCiLocal, ConfigurationSource } from './gitlab-ci-local.ts';

const ask = vi.fn<typeof askGitlabCiLocal>();

const YAML = 'deploy: {script: [echo $NAMED], rules: [{if: $PLACE}], include: $COMPONENT}';
const CONTENTS = { branch: 'main', files: { '.gitlab-ci.yml': YAML } };
const VARIABLES = { NAMED: 'a', PLACE: '$REGION', REGION: 'eu', COMPONENT: '127.0.0.1:8080/a', OTHER: '' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-expansion-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  ask.mockReset().mockResolvedValue({ jobs: '[]', configuration: {} });
});

async function source(
  variables: Readonly<Record<string, string>> = {},
  change: Partial<ConfigurationSource> = {},
  contents: RepositoryContents = CONTENTS,
): Promise<ConfigurationSource> {
  return {
    repository: await GitRepository.of(contents),
    includes: null,
    inputs: {},
    components: [],
    schemaCheck: true,
    variables: { ...VARIABLES, ...variables },
    serverUrl: 'http://127.0.0.1:8080',
    project: 'globex/webshop',
    ...change,
  };
}

const asked = async (given: ConfigurationSource) => {
  ask.mockClear();
  await expand(given, folder, new AbortController().signal, ask);
  return ask.mock.calls.length;
};

it.skipIf(missingForGitlab().length > 0)('asks once for the same, whatever it does not hang on', async () => {
  const first = await source();
  ask.mockRejectedValueOnce(new Error('refused'));
  await expect(asked(first)).rejects.toThrow('refused');
  expect(await asked(first)).toBe(1);
  expect(await asked(await source({ OTHER: 'another', NEW: 'one' }))).toBe(0);
  const elsewhere = { serverUrl: 'http://127.0.0.1:8081' };
  expect(await asked(await source({ COMPONENT: '127.0.0.1:8081/a' }, elsewhere))).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

it.skipIf(missingForGitlab().length > 0)('asks again when anything changes that it hangs on', async () => {
  await asked(await source());
  const component = {
    path: 'a/b',
    version: '1.0.0',
    released: {},
    repository: await GitRepository.of(CONTENTS),
  };
  const file = { '.gitlab-ci.yml': YAML, 'README.md': '' };
  for (const changed of [
    await source({ NAMED: 'b' }),
    await source({ REGION: 'us' }),
    await source({ COMPONENT: '127.0.0.1:8081/a' }),
    await source({}, { includes: [{ local: 'child.yml' }] }),
    await source({}, { components: [component] }),
    await source({}, { components: [{ ...component, version: '1.0.1' }] }),
    await source({}, { project: 'globex/other' }),
    await source({}, {}, { ...CONTENTS, branch: 'feature' }),
    await source({}, {}, { ...CONTENTS, files: file }),
  ]) {
    expect(await asked(changed)).toBe(1);
    expect(await asked(changed)).toBe(0);
  }
});

it.skipIf(missingForGitlab().length > 0)('asks each time for what comes over the network', async () => {
  const files = { '.gitlab-ci.yml': 'include: [{remote: "https://example.com/jobs.yml"}]' };
  const remote = await source({}, {}, { ...CONTENTS, files });
  expect([await asked(remote), await asked(remote)]).toEqual([1, 1]);
});
