import type { HistoryRange, Http } from '@change-gate/core';
import { describe, expect, it } from 'vitest';
import { readHistory } from './read-history.ts';

const SERVER = 'https://gitlab.example.com/api/v4';
const sha = (name: string) => Buffer.from(name.padEnd(20, '.')).toString('hex');

/** Commits by name, with the parents of each; later ones are newer. `side` came in with a merge. */
const HISTORY: Readonly<Record<string, readonly string[]>> = {
  root: [],
  other: ['root'],
  base: ['root'],
  side: ['root'],
  next: ['base'],
  merge: ['next', 'side'],
  head: ['merge'],
};

interface Ways {
  readonly job?: boolean;
  readonly user?: boolean;
}

const commit = (name: string) => ({
  id: sha(name),
  title: `SHOP-1 ${name}`,
  author_name: 'Ada',
  author_email: 'ada@example.com',
  committed_date: `2026-03-0${Object.keys(HISTORY).indexOf(name) + 1}T12:00:00.000+01:00`,
  parent_ids: (HISTORY[name] ?? []).map(sha),
});

const ada = { username: 'ada', name: 'Ada' };
const bob = { username: 'bob', name: 'Bob' };
const mergeRequest = (iid: number, more: object = {}) => ({
  iid,
  title: 'SHOP-2 Checkout',
  state: 'merged',
  web_url: `https://gitlab.example.com/acme/app/-/merge_requests/${iid}`,
  author: ada,
  merge_user: bob,
  ...more,
});

/** What it shows by path; what is not there is 404. */
function gitlab(ways: Ways, extra: Readonly<Record<string, unknown>> = {}) {
  const asked: string[] = [];
  const shown: Record<string, unknown> = {};
  for (const name of Object.keys(HISTORY)) {
    shown[`/repository/commits/${sha(name)}`] = commit(name);
    shown[`/repository/commits/${sha(name)}/merge_requests?per_page=100`] = [];
  }
  Object.assign(shown, extra);
  const http: Http = async ({ url, headers = {} }) => {
    const path = url.replace(`${SERVER}/projects/1217`, '');
    const isUser = 'private-token' in headers;
    asked.push(`${isUser ? 'user' : 'job'} ${path}`);
    const may = isUser ? ways.user : ways.job && isForJobs(path);
    const body = may ? shown[path] : undefined;
    return { status: body === undefined ? 404 : 200, headers: {}, body: JSON.stringify(body ?? {}) };
  };
  return { asked, http };
}

/** GitLab docs, "Fine-grained permissions for CI/CD job tokens". */
function isForJobs(path: string): boolean {
  return /^\/(?:repository\/commits\/[^/?]+(?:\/merge_requests\?.*)?|deployments\?.*)$/.test(path);
}

function read(ways: Ways, range: Partial<HistoryRange>, extra: Readonly<Record<string, unknown>> = {}) {
  const { http } = gitlab(ways, extra);
  return readHistory({ base: sha('base'), head: sha('head'), ...range }, asking(http));
}

const asking = (http: Http) => ({
  server: SERVER,
  project: '1217',
  pipeline: '1006',
  jobToken: 'glcbt-1',
  callbackToken: 'glpat-1',
  http,
  gate: 'change:gate',
  stages: ['deploy'],
});

const names = (commits: readonly { readonly sha: string }[] | undefined) =>
  commits?.map((one) => Object.keys(HISTORY).find((name) => sha(name) === one.sha));

const RANGE = `${sha('base')}..${sha('head')}`;
const forkAt = (name: string, head = 'head') => ({
  [`/repository/merge_base?refs%5B%5D=${sha('base')}&refs%5B%5D=${sha(head)}`]: commit(name),
});
const page = (number: number, commits: readonly object[]) => ({
  [`/repository/commits?ref_name=${RANGE}&per_page=100&page=${number}`]: commits,
});

describe('with a job token', () => {
  it.each([
    ['head', 'ahead', ['head', 'merge', 'next', 'side']],
    ['base', 'same', []],
    ['root', 'rollback', []],
    ['other', 'diverged', ['other']],
  ])('walks from the base to %s: %s', async (head, direction, commits) => {
    const history = await read({ job: true }, { head: sha(head) });
    expect(history).toMatchObject({ base: sha('base'), direction });
    expect(names(history.commits)).toEqual(commits);
  });

  it('finds the merge requests that the commits came with, and not who has approved them', async () => {
    const history = await read(
      { job: true },
      {},
      {
        [`/repository/commits/${sha('merge')}/merge_requests?per_page=100`]: [mergeRequest(7)],
        [`/repository/commits/${sha('side')}/merge_requests?per_page=100`]: [
          mergeRequest(7),
          mergeRequest(8, { state: 'opened' }),
        ],
      },
    );
    expect(history.commits?.[0]).toEqual({
      sha: sha('head'),
      title: 'SHOP-1 head',
      author: { role: 'author', name: 'Ada', login: '', email: 'ada@example.com' },
      isMerge: false,
    });
    expect(history.commits?.[1]?.isMerge).toBe(true);
    expect(history.mergeRequests).toEqual([
      {
        id: '!7',
        title: 'SHOP-2 Checkout',
        url: 'https://gitlab.example.com/acme/app/-/merge_requests/7',
        author: { role: 'author', name: 'Ada', login: 'ada', email: '' },
        mergedBy: { role: 'merger', name: 'Bob', login: 'bob', email: '' },
        reviewers: undefined,
        commits: [sha('merge'), sha('side')],
      },
    ]);
    expect(history.gaps).toEqual([expect.stringMatching(/^GitLab shows approvals to no job token/)]);
  });

  it('counts nothing where the walk would be long', async () => {
    const long: Record<string, unknown> = {};
    for (let index = 0; index < 150; index += 1) {
      const id = sha(`c${index}`);
      long[`/repository/commits/${id}`] = {
        ...commit('head'),
        id,
        parent_ids: [sha(`c${index + 1}`)],
        committed_date: new Date(1e12 - index).toISOString(),
      };
    }
    const history = await read({ job: true }, { base: sha('c140'), head: sha('c0') }, long);
    expect(history).toMatchObject({ direction: 'unknown', commits: undefined, mergeRequests: undefined });
    expect(history.gaps).toEqual([expect.stringContaining('than the 100 that are looked up')]);
  });

  it('does not know what was deployed last', async () => {
    const history = await read({ job: true }, { base: undefined });
    expect(history).toMatchObject({ base: undefined, direction: 'unknown', commits: undefined });
    expect(history.gaps).toEqual([expect.stringMatching(/^GitLab does not tell what was deployed last/)]);
  });
});

describe('with a callback token whose user may read', () => {
  it('asks for the range in pages', async () => {
    const many = Array.from({ length: 100 }, () => commit('next'));
    const pages = { ...forkAt('base'), ...page(1, many), ...page(2, [commit('head')]) };
    const history = await read({ user: true, job: true }, {}, pages);
    expect(history).toMatchObject({ direction: 'ahead', mergeRequests: undefined });
    expect(history.commits).toHaveLength(101);
    expect(history.gaps).toEqual([expect.stringMatching(/^Of more than 100 commits/)]);
  });

  it.each([
    ['base', 'ahead', 1],
    ['root', 'diverged', 1],
    ['head', 'rollback', 0],
  ])('takes the direction from where they part: at %s, %s', async (fork, direction, count) => {
    const history = await read({ user: true }, {}, { ...forkAt(fork), ...page(1, [commit('head')]) });
    expect(history.direction).toBe(direction);
    expect(history.commits).toHaveLength(count);
  });

  it('says that the two have nothing in common', async () => {
    const history = await read({ user: true }, {});
    expect(history).toMatchObject({ direction: 'unknown', commits: undefined });
    expect(history.gaps).toEqual([expect.stringMatching(/^GitLab finds nothing that/)]);
  });

  it('resolves a tag', async () => {
    const tagged = { '/repository/commits/v2%2F3': commit('base'), ...forkAt('base'), ...page(1, []) };
    expect(await read({ user: true }, { base: 'v2/3' }, tagged)).toMatchObject({ base: sha('base') });
    expect(await read({ user: true }, { base: 'v9' })).toMatchObject({
      base: undefined,
      commits: undefined,
      gaps: ['GitLab knows no commit v9.'],
    });
  });

  const approvedBy = (...given: readonly object[]) => ({
    [`/repository/commits/${sha('head')}/merge_requests?per_page=100`]: [mergeRequest(7)],
    '/merge_requests/7/approvals': { approved_by: given },
  });
  const pushed = (...at: readonly string[]) => ({
    '/merge_requests/7/versions?per_page=100': at.map((time) => ({ created_at: time })),
  });
  const [EARLY, LATE] = ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z'] as const;
  const COMMITS = [
    { sha: sha('head'), title: '', author: { role: 'author', name: '', login: '', email: '' } },
  ] as const;

  it.each([
    ['nobody', approvedBy(), []],
    [
      'one before the only push was followed by none',
      { ...approvedBy({ user: bob }), ...pushed(LATE) },
      ['bob'],
    ],
    [
      'one after the last push',
      { ...approvedBy({ user: bob, approved_at: LATE }), ...pushed(LATE, EARLY) },
      ['bob'],
    ],
    [
      'one before the last push',
      { ...approvedBy({ user: bob, approved_at: EARLY }), ...pushed(EARLY, LATE) },
      [],
    ],
    ['one at a time that is not told', { ...approvedBy({ user: bob }), ...pushed(EARLY, LATE) }, undefined],
    ['one, and the pushes are not shown', approvedBy({ user: bob, approved_at: LATE }), undefined],
    ['a bot', approvedBy({ user: { username: 'project_1217_bot_a1b2', name: 'Bot' } }), []],
  ])('knows who has approved: %s', async (_who, extra, logins) => {
    const history = await read({ user: true }, { commits: COMMITS }, extra);
    expect(history.mergeRequests?.[0]?.reviewers?.map(({ login }) => login)).toEqual(logins);
    expect(history.gaps).toHaveLength(logins === undefined ? 1 : 0);
  });

  it('knows what was deployed last, by a pipeline before this one', async () => {
    const deployments =
      '/deployments?environment=production&status=success&order_by=id&sort=desc&per_page=20';
    const extra = {
      [`/ci/lint?sha=${sha('head')}`]: {
        merged_yaml: `
          change:gate: {stage: change, script: x}
          deploy: {stage: deploy, script: x, environment: {name: production}}
          stop: {stage: deploy, script: x, environment: {name: review, action: stop}}
          qa: {stage: qa, script: x, environment: qa}`,
      },
      [deployments]: [
        { sha: sha('head'), deployable: { pipeline: { id: 1006 } } },
        { sha: sha('base'), deployable: { pipeline: { id: 1001 } } },
      ],
      ...forkAt('base'),
      ...page(1, [commit('head')]),
    };
    expect(await read({ user: true }, { base: undefined }, extra)).toMatchObject({
      base: sha('base'),
      direction: 'ahead',
      gaps: [],
    });
  });
});

it('goes on with the job token where the callback token may not read', async () => {
  const { http, asked } = gitlab({ job: true });
  await readHistory({ base: sha('base'), head: sha('base') }, asking(http));
  expect(asked).toEqual([
    `user /repository/commits/${sha('base')}`,
    `job /repository/commits/${sha('base')}`,
    `job /repository/commits/${sha('base')}`,
  ]);
});

it('says that GitLab shows nothing', async () => {
  expect(await read({}, {})).toEqual({
    base: sha('base'),
    direction: 'unknown',
    commits: undefined,
    mergeRequests: undefined,
    gaps: [expect.stringMatching(/^GitLab shows this job neither/)],
  });
});

it('asks for merge requests alone where the checkout has told the commits', async () => {
  const { http, asked } = gitlab({ job: true });
  const commits = [
    { sha: sha('next'), title: 'x', author: { role: 'author', name: '', login: '', email: '' } },
  ] as const;
  const history = await readHistory({ base: sha('base'), head: sha('head'), commits }, asking(http));
  expect(history).toMatchObject({ commits, mergeRequests: [] });
  expect(asked.slice(2)).toEqual([`job /repository/commits/${sha('next')}/merge_requests?per_page=100`]);
});

it('knows nothing where GitLab answers what it never does', async () => {
  const strange = { [`/repository/commits/${sha('next')}/merge_requests?per_page=100`]: [{ iid: 'x' }] };
  const history = await read({ job: true }, {}, strange);
  expect(history).toMatchObject({ direction: 'ahead', mergeRequests: undefined });
  expect(history.gaps).toEqual([expect.stringMatching(/^GitLab does not show the merge requests/)]);
});
