import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContext } from '../context.ts';

const SHA = '5c1f0c2f6a4b0a7d9a3d6a0f3b7f1c9d2e4a6b80';
const ENV = {
  CF_BUILD_ID: '60c7bc5447895646d116db74',
  CF_BUILD_URL: 'https://g.codefresh.io/build/60c7bc5447895646d116db74',
  CF_BUILD_TIMESTAMP: '1772366400000',
  CF_BUILD_INITIATOR: 'ada',
  CF_BUILD_TRIGGER: 'build',
  CF_ACCOUNT: 'acme',
  CF_PIPELINE_NAME: 'shop/deploy',
  CF_REPO_OWNER: 'acme',
  CF_REPO_NAME: 'shop',
  CF_REVISION: SHA,
  CF_BRANCH: 'main',
  CF_COMMIT_AUTHOR: 'Bob Builder',
  CF_COMMIT_MESSAGE: 'SHOP-1 Mend the roof\n\nAll of it',
};

const sourceIn = (env: Readonly<Record<string, string>>) => readContext({ ...ENV, ...env }, {}).source;
const BOB = { role: 'author', name: 'Bob Builder', login: '', email: '' };

describe('what a build deploys', () => {
  it('stands among the builds of its pipeline by the time at which it was created', () => {
    expect(sourceIn({})).toMatchObject({
      pipeline: 'g.codefresh.io/acme/shop/deploy',
      sequence: { counter: 'g.codefresh.io/acme/shop/deploy', number: 1772366400000 },
      repository: 'acme/shop',
      commit: SHA,
      ref: 'main',
    });
    expect(sourceIn({ CF_PIPELINE_NAME: 'shop/geh\u00f6ft' })?.sequence.counter).toMatch(/^[!-~]+$/);
    expect(sourceIn({ CF_RELEASE_TAG: 'v2' })?.ref).toBe('v2');
    expect(sourceIn({ CF_BUILD_TIMESTAMP: '' })).toBeUndefined();
    expect(sourceIn({ CF_PIPELINE_NAME: '' })).toBeUndefined();
  });

  it.each([
    ['https://github.com/acme/shop/commit/5c1f', 'https://github.com/acme/shop'],
    ['https://gitlab.com/acme/web/shop/-/commit/5c1f', 'https://gitlab.com/acme/web/shop'],
    ['https://bitbucket.org/acme/shop/commits/5c1f', 'https://bitbucket.org/acme/shop'],
    ['5c1f', 'acme/shop'],
  ])('comes from the repository of the commit %s', (url, repository) => {
    expect(sourceIn({ CF_COMMIT_URL: url })?.repository).toBe(repository);
  });

  it('was started by a person, or by a webhook and nobody', () => {
    expect(sourceIn({})?.people).toEqual([{ role: 'trigger', name: '', login: 'ada', email: '' }, BOB]);
    expect(sourceIn({ CF_BUILD_TRIGGER: 'webhook' })?.people).toEqual([BOB]);
    expect(sourceIn({ CF_BUILD_INITIATOR: '', CF_COMMIT_AUTHOR: '' })?.people).toEqual([]);
  });

  it('stands in the folder of the clone, where there is one', ({ onTestFinished }) => {
    const volume = mkdtempSync(join(tmpdir(), 'change-gate-volume-'));
    onTestFinished(() => rmSync(volume, { recursive: true }));
    expect(sourceIn({ CF_VOLUME_PATH: volume })).not.toHaveProperty('workspace');
    mkdirSync(join(volume, 'shop'));
    expect(sourceIn({ CF_VOLUME_PATH: volume })?.workspace).toBe(join(volume, 'shop'));
  });
});

describe('what Codefresh tells of the history', () => {
  const told = async (env: Readonly<Record<string, string>>, range: object) =>
    sourceIn(env)?.history?.({ base: undefined, head: SHA, ...range }, { info() {}, warning() {} } as never);

  it('is the commit of the build, and no base', async () => {
    expect(await told({}, {})).toEqual({
      base: undefined,
      direction: 'unknown',
      commits: [{ sha: SHA, title: 'SHOP-1 Mend the roof', author: BOB }],
      mergeRequests: undefined,
      gaps: [expect.stringMatching(/^Codefresh itself tells only/)],
    });
    expect(await told({ CF_COMMIT_MESSAGE: '' }, {})).toMatchObject({ commits: undefined });
  });

  it('adds nothing to what the checkout has told', async () => {
    expect(await told({}, { commits: [] })).toMatchObject({
      commits: [],
      mergeRequests: undefined,
      gaps: [],
    });
  });
});
