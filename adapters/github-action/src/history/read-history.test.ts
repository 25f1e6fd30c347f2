import type { Http } from '@change-gate/core';
import { GateError } from '@change-gate/core';
import { describe, expect, it } from 'vitest';
import { assertMatchesDescription } from '../../test/openapi/description.ts';
import { readHistory } from './read-history.ts';

const SERVER = 'https://github.acme.example/api/v3';
const BELOW = `${SERVER}/repos/globex/shop`;
const BASE = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const shaOf = (number: number) => number.toString(16).padStart(40, '0');

type Body = unknown;
/** What is asked for, below the repository, to a body or a status. */
type Answers = Readonly<Record<string, Body>>;

const user = (login: string) => ({ login, type: 'User' });
const commit = (number: number, given: object = {}) => ({
  sha: shaOf(number),
  commit: { message: `SHOP-${number} Title\n\nBody`, author: { name: 'Dev', email: 'dev@globex.example' } },
  author: user('dev'),
  parents: [{ sha: shaOf(number - 1) }],
  ...given,
});
const comparison = (commits: readonly object[], given: object = {}) => ({
  status: 'ahead',
  total_commits: commits.length,
  base_commit: { sha: BASE },
  commits,
  ...given,
});
const pull = (number: number, given: object = {}) => ({
  number,
  title: 'SHOP-9 A change',
  html_url: `https://github.acme.example/globex/shop/pull/${number}`,
  merged_at: '2026-11-01T10:00:00Z',
  user: user('dev'),
  merged_by: user('petra'),
  head: { sha: shaOf(99) },
  base: { repo: { private: true } },
  ...given,
});
const review = (login: string, state = 'APPROVED', given: object = {}) => ({
  user: user(login),
  state,
  commit_id: shaOf(99),
  author_association: 'NONE',
  ...given,
});

const compare = (base: string, page = 1) => `/compare/${base}...${HEAD}?per_page=100&page=${page}`;
const pullsOf = (number: number) => `/commits/${shaOf(number)}/pulls?per_page=100`;
const reviewsOf = (number: number) => `/pulls/${number}/reviews?per_page=100`;

const ONE: Answers = {
  [compare(BASE)]: comparison([commit(1)]),
  [pullsOf(1)]: [pull(7)],
  '/pulls/7': pull(7),
  [reviewsOf(7)]: [review('petra')],
};

function ask(answers: Answers, range: Partial<Parameters<typeof readHistory>[0]> = {}, environment?: string) {
  const asked: string[] = [];
  const http: Http = async ({ method, url, headers }) => {
    assertMatchesDescription({ method, url, headers: { ...headers, 'user-agent': 'added by http' } }, SERVER);
    const path = url.replace(BELOW, '');
    asked.push(path);
    const body = path in answers ? answers[path] : 404;
    if (body instanceof Error) throw body;
    const status = typeof body === 'number' ? body : 200;
    return {
      status,
      headers: {},
      body: JSON.stringify(status === 200 ? body : { message: 'Said by GitHub' }),
    };
  };
  const run = { server: SERVER, repository: 'globex/shop', token: 't0ken', http, run: '4242', environment };
  return { asked, history: readHistory({ base: BASE, head: HEAD, ...range }, run) };
}

describe('the commits', () => {
  it('are those that GitHub compares, newest first, with the pull requests that they came with', async () => {
    expect(await ask(ONE).history).toEqual({
      base: BASE,
      direction: 'ahead',
      commits: [
        {
          sha: shaOf(1),
          title: 'SHOP-1 Title',
          author: { role: 'author', name: 'Dev', login: 'dev', email: 'dev@globex.example' },
          isMerge: false,
        },
      ],
      mergeRequests: [
        {
          id: '#7',
          title: 'SHOP-9 A change',
          url: 'https://github.acme.example/globex/shop/pull/7',
          author: { role: 'author', name: '', login: 'dev', email: '' },
          mergedBy: { role: 'merger', name: '', login: 'petra', email: '' },
          reviewers: [{ role: 'reviewer', name: '', login: 'petra', email: '' }],
          commits: [shaOf(1)],
        },
      ],
      gaps: [],
    });
  });

  it.each([
    ['identical', 'same'],
    ['behind', 'rollback'],
    ['diverged', 'diverged'],
  ])('%s: %s', async (status, direction) => {
    const { history } = ask({ [compare('v1%2F2')]: comparison([], { status }) }, { base: 'v1/2' });
    expect(await history).toMatchObject({ base: BASE, direction, commits: [], mergeRequests: [], gaps: [] });
  });

  it('are read page by page, and are unknown where GitHub does not give all of them', async () => {
    const all = Array.from({ length: 101 }, (_, index) => commit(index + 1));
    const pages = {
      [compare(BASE)]: comparison(all.slice(0, 100), { total_commits: 101 }),
      [compare(BASE, 2)]: comparison(all.slice(100), { total_commits: 101 }),
    };
    const told = await ask(pages).history;
    expect(told.commits).toHaveLength(101);
    expect(told.commits?.[0]?.sha).toBe(shaOf(101));
    expect(told).toMatchObject({
      mergeRequests: undefined,
      gaps: [expect.stringContaining('more than 100')],
    });
    for (const total_commits of [102, 2000]) {
      const more = { ...pages, [compare(BASE)]: comparison(all.slice(0, 100), { total_commits }) };
      expect(await ask(more).history).toMatchObject({
        direction: 'ahead',
        commits: undefined,
        gaps: [expect.any(String)],
      });
    }
  });

  it('tell merges, hidden addresses, and authors whom GitHub does not know', async () => {
    const author = (email: string) => ({ message: 'x', author: { name: 'Dev', email } });
    const commits = [
      commit(1, { author: null, commit: author('4711+dev@users.noreply.github.com') }),
      commit(2, { author: {}, commit: author('dev@globex.example') }),
      commit(3, {
        author: null,
        commit: { message: 'x', author: null },
        parents: [{ sha: 'x' }, { sha: 'y' }],
      }),
    ];
    const none = Object.fromEntries([1, 2, 3].map((number) => [pullsOf(number), []]));
    const { commits: told = [] } = await ask({ ...none, [compare(BASE)]: comparison(commits) }).history;
    expect(told.map(({ author: { login, email }, isMerge }) => [login, email, isMerge])).toEqual([
      ['', '', true],
      ['', 'dev@globex.example', false],
      ['dev', '', false],
    ]);
  });

  it('that the checkout has told are asked for their authors alone, and stand where GitHub does not tell', async () => {
    const commits = [
      { sha: shaOf(1), title: 'x', author: { role: 'author', name: 'Dev', login: '', email: 'd@x' } },
    ] as const;
    expect(await ask(ONE, { commits }).history).toMatchObject({
      commits: [{ author: { login: 'dev' } }],
      mergeRequests: [{ id: '#7' }],
    });
    const { [compare(BASE)]: _left, ...others } = ONE;
    expect(await ask(others, { commits }).history).toMatchObject({
      commits,
      mergeRequests: [{ id: '#7' }],
      gaps: [expect.stringContaining('contents: read')],
    });
  });
});

describe('approvals', () => {
  const merged = { commit_id: shaOf(99) };
  const everybody = { base: { repo: { private: false } } };

  it.each([
    ['the last word of each', [review('petra'), review('petra', 'CHANGES_REQUESTED')], {}, []],
    ['one that is given back', [review('petra', 'DISMISSED'), review('petra')], {}, ['petra']],
    ['a comment as none', [review('petra'), review('petra', 'COMMENTED')], {}, ['petra']],
    ['those of people', [review('reviewer[bot]'), { ...review('x'), user: null }], {}, []],
    ['those of what was merged', [review('petra', 'APPROVED', { commit_id: shaOf(98) })], {}, []],
    [
      'in public those who are let in',
      [review('stranger'), review('paul', 'APPROVED', { author_association: 'MEMBER' })],
      everybody,
      ['paul'],
    ],
  ])('count as %s', async (_what, reviews, given, reviewers) => {
    const { history } = ask({ ...ONE, '/pulls/7': pull(7, given), [reviewsOf(7)]: reviews });
    const [request] = (await history).mergeRequests ?? [];
    expect(request?.reviewers?.map(({ login }) => login)).toEqual(reviewers);
  });

  it('that do not count are told', async () => {
    const reviews = [review('petra', 'APPROVED', { commit_id: null }), review('paul', 'APPROVED', merged)];
    const stale = await ask({ ...ONE, [reviewsOf(7)]: reviews }).history;
    expect(stale.gaps).toEqual(['#7 has changed after it was approved by petra: that does not count.']);
    const public_ = await ask({ ...ONE, '/pulls/7': pull(7, everybody) }).history;
    expect(public_.gaps.join()).toContain('#7 was approved by petra, whom GitHub does not show as a member');
  });

  it('are unknown where there are too many reviews to read', async () => {
    const reviews = Array.from({ length: 100 }, () => review('petra'));
    const { mergeRequests, gaps } = await ask({ ...ONE, [reviewsOf(7)]: reviews }).history;
    expect(mergeRequests?.[0]?.reviewers).toBeUndefined();
    expect(gaps.join()).toContain('#7 has so many reviews');
  });
});

describe('pull requests', () => {
  it('count where they are merged, once for all their commits', async () => {
    const answers = {
      ...ONE,
      [compare(BASE)]: comparison([commit(1), commit(2)]),
      [pullsOf(2)]: [pull(7), pull(8, { merged_at: null })],
    };
    const { asked, history } = ask(answers);
    expect((await history).mergeRequests).toMatchObject([{ id: '#7', commits: [shaOf(2), shaOf(1)] }]);
    expect(asked).toHaveLength(5);
  });

  it('have no merger where that is a bot', async () => {
    const { history } = ask({ ...ONE, '/pulls/7': pull(7, { merged_by: user('merge[bot]') }) });
    expect((await history).mergeRequests?.[0]?.mergedBy).toBeUndefined();
  });
});

describe('what GitHub does not show', () => {
  it.each([
    ['commits', compare(BASE), 403, 'Said by GitHub. Give this job `permissions: contents: read`'],
    ['commits', compare(BASE), 404, 'There is none, or this job may not see it'],
    ['commits', compare(BASE), 500, 'GitHub answered 500 when asked for the commits between'],
    ['commits', compare(BASE), { status: 'sideways' }, 'GitHub answered 200 when asked for the commits'],
    ['commits', compare(BASE), new GateError('UNAVAILABLE', 'No route.'), 'GitHub did not answer'],
    ['mergeRequests', pullsOf(1), 403, '`permissions: pull-requests: read`'],
    ['mergeRequests', '/pulls/7', 404, '`permissions: pull-requests: read`'],
    ['mergeRequests', reviewsOf(7), 502, 'GitHub answered 502'],
  ] as const)('is no %s: %s', async (what, path, answer, words) => {
    const told = await ask({ ...ONE, [path]: answer }).history;
    expect(told[what]).toBeUndefined();
    expect(told.gaps.join()).toContain(words);
  });
});

describe('what was deployed last', () => {
  const deployments = '/deployments?environment=Production%20EU&per_page=30';
  const statuses = (id: number) => `/deployments/${id}/statuses?per_page=100`;
  const deployment = (id: number, sha: string) => ({ id, sha, created_at: `2026-11-0${id}T10:00:00Z` });
  const status = (state: string, run = 1) => ({
    state,
    log_url: `https://github.acme.example/globex/shop/actions/runs/${run}/job/5`,
    target_url: '',
  });
  const answers: Answers = {
    ...ONE,
    [deployments]: [
      deployment(2, shaOf(2)),
      deployment(5, HEAD),
      deployment(4, shaOf(4)),
      deployment(3, BASE),
    ],
    [statuses(5)]: [status('success', 4242)],
    [statuses(4)]: [status('failure'), status('in_progress')],
    [statuses(3)]: [status('inactive'), status('success')],
  };

  it('is the newest success of another run', async () => {
    const { history, asked } = ask(answers, { base: undefined }, 'Production EU');
    expect(await history).toMatchObject({ base: BASE, direction: 'ahead' });
    expect(asked).not.toContain(statuses(2));
  });

  it('is unknown without an environment, without a success, and where GitHub does not show it', async () => {
    const unknown = { base: undefined, direction: 'unknown', commits: undefined, mergeRequests: undefined };
    expect(await ask(answers, { base: undefined }).history).toEqual({ ...unknown, gaps: [] });
    const none = { ...answers, [deployments]: [] };
    expect(await ask(none, { base: undefined }, 'Production EU').history).toEqual({ ...unknown, gaps: [] });
    const hidden = { ...answers, [statuses(3)]: 403 };
    expect(await ask(hidden, { base: undefined }, 'Production EU').history).toEqual({
      ...unknown,
      gaps: [expect.stringContaining('`permissions: deployments: read`')],
    });
  });
});
