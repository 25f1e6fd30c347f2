import { afterAll, describe, expect, it, vi } from 'vitest';
import { GitRepository } from '../../../test/git-repository.ts';
import { GateError } from '../../errors.ts';
import { MAX_PEOPLE, MAX_WORK_ITEMS, type Person, PLAN_MAX_LENGTH, type StreamBase } from '../contract.ts';
import type { BuildSource, Commit, History, HistoryRange, MergeRequest } from '../source.ts';
import type { HistoryQuestion } from './question.ts';
import { whatChanged } from './what-changed.ts';

const BASE = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const LOG = { info() {}, warning() {} };

const person = (login: string, role: Person['role'] = 'author', email = ''): Person => ({
  role,
  name: '',
  login,
  email,
});
const shaOf = (number: number) => number.toString(16).padStart(40, '0');
const commit = (number: number, title: string, author = person('dev'), isMerge = false): Commit => ({
  sha: shaOf(number),
  title,
  author,
  isMerge,
});
const request = (given: Partial<MergeRequest> & Pick<MergeRequest, 'commits'>): MergeRequest => ({
  id: '#1',
  title: 'A change',
  url: 'https://ci.example/1',
  author: person('dev'),
  mergedBy: person('dev', 'merger'),
  reviewers: [person('petra', 'reviewer')],
  ...given,
});

const AHEAD: History = { base: BASE, direction: 'ahead', commits: [], mergeRequests: [], gaps: [] };
const BEFORE: StreamBase = {
  change: 'CHG0030001',
  commit: BASE,
  artifacts: [`shop:2.3.1@sha256:${'c'.repeat(64)}`],
  build_url: 'https://ci.example/builds/1',
};

/** @param told what the CI's API tells; left out, it has none */
function ask(
  told?: Partial<History> | GateError,
  question: Partial<HistoryQuestion> = {},
  source: Partial<BuildSource> = {},
) {
  const history = vi.fn(async (_range: HistoryRange): Promise<History> => {
    if (told instanceof GateError) throw told;
    return { ...AHEAD, ...told };
  });
  const answer = whatChanged(
    {
      source: {
        pipeline: 'ci.example/shop',
        sequence: { counter: 'ci.example/shop', number: 7 },
        repository: 'https://ci.example/shop',
        commit: HEAD,
        ref: 'main',
        people: [],
        workspace: '/nowhere',
        ...(told !== undefined && { history }),
        ...source,
      },
      build: { title: 'Build 7', build: { id: '7', url: 'https://ci.example/builds/7' } },
      artifacts: [],
      since: undefined,
      workItemPattern: '[A-Z][A-Z0-9]+-\\d+',
      base: BEFORE,
      redact: (text) => text,
      ...question,
    },
    LOG,
  );
  return { answer, history };
}

describe('the base', () => {
  it.each([
    ['what the step says', { since: 'v1.2' }, 'v1.2'],
    ['what the stream has deployed last', {}, BASE],
    ['what the CI has deployed last', { base: null }, undefined],
    ['what the CI has deployed last, without the app', { base: undefined }, undefined],
    ['the next of these, for a commit that is none', { since: '0'.repeat(40) }, BASE],
    ['the next of these, for a change without a commit', { base: { ...BEFORE, commit: '' } }, undefined],
  ])('is %s', async (_what, question, asked) => {
    const { answer, history } = ask({}, question);
    await answer;
    expect(history.mock.lastCall?.[0]).toMatchObject({ base: asked, head: HEAD });
  });

  it('names the change only where that was deployed with it', async () => {
    expect((await ask({}).answer).changes).toMatchObject({ base_commit: BASE, base_change: 'CHG0030001' });
    const other = shaOf(9);
    expect((await ask({ base: other }, { since: 'v1.2' }).answer).changes).toMatchObject({
      base_commit: other,
      base_change: '',
    });
  });

  it.each([
    ['nobody knows a base', ask(undefined, { base: null }), 'What was deployed last is not known'],
    [
      'the CI knows none',
      ask({ base: undefined, direction: 'unknown', commits: undefined }, { base: null }),
      'What was deployed last is not known',
    ],
    [
      'there are neither checkout nor API',
      ask(undefined),
      'there is no checkout here. Check the repository out',
    ],
    ['the API answers with a failure', ask(new GateError('UNAVAILABLE', 'No answer.')), 'No answer.'],
    ['no commit is known', ask({}, {}, { commit: '' }), 'Which commit is deployed is not known'],
    ['the API knows the direction alone', ask({ commits: undefined, gaps: ['Too many.'] }), 'Too many.'],
  ])('is unknown, and no number with it, where %s', async (_what, { answer }, gap) => {
    const { changes, gaps, plans } = await answer;
    expect(changes).toMatchObject({
      status: 'unknown',
      commits: null,
      commits_without_work_item: null,
      commits_not_reviewed: null,
      authors: null,
      merge_requests: null,
    });
    expect(gaps.join(' ')).toContain(gap);
    expect(plans.implementation_plan).toContain(gap);
  });
});

describe('commits', () => {
  it('have a work item where they or their merge request names one; merges need none', async () => {
    const { answer } = ask({
      commits: [
        commit(1, 'SHOP-1 SHOP-2 named'),
        commit(2, 'Revert "SHOP-1 SHOP-2 named"'),
        commit(3, 'not named'),
        commit(4, 'not named'),
        commit(5, 'Merge branch x', person('dev'), true),
      ],
      mergeRequests: [request({ title: 'SHOP-3: more', commits: [shaOf(3)] })],
    });
    const { changes, workItems } = await answer;
    expect(changes).toMatchObject({ commits: 5, commits_without_work_item: 1, merge_requests: 1 });
    expect(workItems).toEqual(['SHOP-1', 'SHOP-2', 'SHOP-3']);
  });

  const other = (reviewers: MergeRequest['reviewers'], rest: Partial<MergeRequest> = {}) =>
    request({ commits: [shaOf(1)], reviewers, ...rest });
  const unlinked: Person = { role: 'author', name: 'Dev', login: '', email: 'dev@globex.example' };

  it.each<[string, Person, MergeRequest[], number | null]>([
    ['somebody else', person('dev'), [other([person('petra')])], 0],
    ['nobody', person('dev'), [other([])], 1],
    ['their author', person('dev'), [other([person('DEV')])], 1],
    ["a merge request's author", person('petra'), [other([person('dev')])], 1],
    ['their author, in the merge request of another', person('petra'), [other([person('petra')])], 1],
    ['somebody, of an author whom the CI does not know', unlinked, [other([person('petra')])], 1],
    ['two, of whom one has to be another', unlinked, [other([person('petra'), person('paul')])], 0],
    ['somebody of another name', unlinked, [other([{ ...person('petra'), name: 'Petra' }])], 0],
    ['somebody, in another merge request', person('dev'), [other([person('petra')], { commits: [] })], 1],
    ['somebody in one of two', person('dev'), [other([]), other([person('petra')])], 0],
    ['nobody knows whom', person('dev'), [other(undefined)], null],
  ])('count as reviewed or not: approved by %s', async (_what, author, mergeRequests, unreviewed) => {
    const { answer } = ask({ commits: [commit(1, 'One', author)], mergeRequests });
    expect((await answer).changes.commits_not_reviewed).toBe(unreviewed);
  });

  it('outside every merge request are not reviewed', async () => {
    const commits = [commit(1, 'One'), commit(2, 'Two')];
    const { answer } = ask({ commits, mergeRequests: [request({ commits: [shaOf(1)] })] });
    expect((await answer).changes.commits_not_reviewed).toBe(1);
  });
});

describe('work items', () => {
  it('are unknown where the expression takes for ever', async () => {
    const title = `${'a'.repeat(200)}!`;
    const { answer } = ask({ commits: [commit(1, title)] }, { workItemPattern: '(a+)+$' });
    const { changes, workItems, gaps } = await answer;
    expect(changes).toMatchObject({ status: 'known', commits: 1, commits_without_work_item: null });
    expect(workItems).toEqual([]);
    expect(gaps.join()).toContain('work-item-pattern takes too long');
  });

  it('are none that match nothing, and only so many', async () => {
    const commits = Array.from({ length: MAX_WORK_ITEMS + 1 }, (_, index) => commit(index, `SHOP-${index}`));
    expect((await ask({ commits }, { workItemPattern: 'x*' }).answer).changes.commits_without_work_item).toBe(
      MAX_WORK_ITEMS + 1,
    );
    const { workItems, gaps } = await ask({ commits }).answer;
    expect(workItems).toHaveLength(MAX_WORK_ITEMS);
    expect(gaps).toEqual(['Only 100 of 101 work items are kept.']);
  });
});

describe('people', () => {
  it('are named once, by the part that counts most, without bots that the CI knows as such', async () => {
    const bot = person('renovate[bot]');
    const { answer } = ask(
      {
        commits: [
          commit(1, 'SHOP-1', person('dev', 'author', 'dev@globex.example')),
          commit(2, 'SHOP-1', bot),
          // Anybody can call himself so.
          commit(3, 'SHOP-1', { ...person('renovate[bot]'), name: 'me', email: '1+renovate[bot]@x' }),
          commit(4, 'SHOP-1', person('', 'author', '1+mine[bot]@users.noreply.x')),
        ],
        mergeRequests: [
          request({
            commits: [shaOf(2)],
            author: bot,
            mergedBy: person('petra'),
            reviewers: [person('Dev')],
          }),
          request({ commits: [shaOf(1)], reviewers: [person('paul'), person('petra')] }),
        ],
      },
      {},
      { people: [person('dev', 'trigger')] },
    );
    const { people, changes } = await answer;
    expect(people.map(({ role, name, login, email }) => [role, name || login, email])).toEqual([
      ['trigger', 'dev', 'dev@globex.example'],
      ['author', 'me', ''],
      ['author', '1+mine[bot]@users.noreply.x', ''],
      ['merger', 'petra', ''],
      ['reviewer', 'paul', ''],
    ]);
    expect(changes.authors).toBe(3);
  });

  it('beyond those that are kept are somebody whom nobody can be compared with', async () => {
    const commits = Array.from({ length: MAX_PEOPLE + 5 }, (_, index) =>
      commit(index, 'x', person(`dev${index}`)),
    );
    const { people, gaps } = await ask({ commits }).answer;
    expect(people).toHaveLength(MAX_PEOPLE);
    expect(people.at(-1)).toEqual({ role: 'author', name: 'and 6 more people', login: '', email: '' });
    expect(gaps.join()).toContain('Only some of the 105 people');
  });
});

describe('what to go back to', () => {
  it.each([
    ['a change', {}, {}, 'CHG0030001 (shop:2.3.1, commit bbbbbbbbbbbb)'],
    [
      'a change without artifacts',
      {},
      { base: { ...BEFORE, artifacts: [] } },
      'CHG0030001 (commit bbbbbbbbbbbb)',
    ],
    ['a tag', {}, { since: 'v1.2', base: null }, 'v1.2 (commit bbbbbbbbbbbb)'],
    ['a change that the step names by its commit', {}, { since: BASE }, 'CHG0030001 (shop:2.3.1, commit'],
    ['a change that nobody could compare with', new GateError('UNAVAILABLE', 'No.'), {}, 'CHG0030001 (shop'],
    ["the CI's deployment", {}, { base: null }, 'commit bbbbbbbbbbbb'],
    ['nothing', { base: undefined, direction: 'unknown' as const }, { base: null }, undefined],
  ])('is %s', async (_what, told, question, target) => {
    const { rollbackTo, plans } = await ask(told, question).answer;
    if (target === undefined) {
      expect(rollbackTo).toBeUndefined();
      expect(plans).not.toHaveProperty('backout_plan');
    } else {
      expect(rollbackTo).toContain(target);
      expect(plans.backout_plan).toContain(rollbackTo);
    }
  });

  it('is told where a rollback goes, where two are beside one another, and where nothing is new', async () => {
    const planOf = async (direction: History['direction']) =>
      (await ask({ direction }).answer).plans.implementation_plan;
    expect(await planOf('rollback')).toContain('This goes back: the commit stands behind commit bbb');
    expect(await planOf('diverged')).toContain('is taken back');
    expect(await planOf('same')).toContain('once more');
  });
});

describe('the plans', () => {
  it('hold what others wrote in lines of its own, and no HTML', async () => {
    const title = 'SHOP-1 \u001b[1m[code]<b>x</b>[/code]\r\nApproved by the CAB\u202e';
    const { plans } = await ask({
      commits: [commit(1, title, { ...person('dev'), name: 'De\nv' })],
      mergeRequests: [request({ title, commits: [shaOf(1)] })],
    }).answer;
    expect(plans.implementation_plan).not.toMatch(/\[\/?code|\p{Cf}|[^\n\P{Cc}]|^Approved/mu);
    expect(plans.implementation_plan).toContain(
      'SHOP-1 [1m[ code]< b>x< /b>[ /code] Approved by the CAB (De v)',
    );
  });

  it('say how much more there is', async () => {
    const commits = Array.from({ length: 200 }, (_, index) =>
      commit(index, `SHOP-${index} ${'x'.repeat(100)}`),
    );
    const { plans } = await ask({ commits }).answer;
    const plan = plans.implementation_plan ?? '';
    expect(plan.length).toBeLessThanOrEqual(PLAN_MAX_LENGTH);
    const [, more] = /\n\((\d+) more lines are left out\.\)$/.exec(plan) ?? [];
    expect(plan.match(/^- /gm)).toHaveLength(200 - Number(more));
  });
});

describe('a checkout', () => {
  const repository = GitRepository.create();
  afterAll(() => repository.remove());
  const base = repository.commit('The beginning');
  const head = repository.commit('SHOP-1 Fix');
  const source = { commit: head, workspace: repository.folder };
  const question = { base: { ...BEFORE, commit: base } };

  it('tells the commits, and the API whose they are and who has reviewed them', async () => {
    const { answer, history } = ask(
      {
        commits: [{ sha: head, title: 'else', author: person('dev-login') }],
        mergeRequests: [request({ commits: [head], author: person('dev-login') })],
      },
      question,
      source,
    );
    const { changes, people } = await answer;
    expect(history.mock.lastCall?.[0]).toMatchObject({
      base,
      head,
      commits: [{ sha: head, title: 'SHOP-1 Fix' }],
    });
    expect(changes).toMatchObject({
      status: 'known',
      commits: 1,
      commits_without_work_item: 0,
      commits_not_reviewed: 0,
    });
    expect(people[0]).toMatchObject({ login: 'dev-login' });
  });

  it('tells them where the API does not answer', async () => {
    const { changes, gaps } = await ask(new GateError('UNAVAILABLE', 'No answer.'), question, source).answer;
    expect(changes).toMatchObject({
      status: 'known',
      commits: 1,
      commits_not_reviewed: null,
      merge_requests: null,
    });
    expect(gaps).toEqual(['No answer.']);
  });

  it('asks no API of a rollback, and of the same commit', async () => {
    const { answer, history } = ask({}, { base: { ...BEFORE, commit: head } }, { ...source, commit: base });
    expect((await answer).changes).toMatchObject({ status: 'known', direction: 'rollback', commits: 0 });
    expect(history).not.toHaveBeenCalled();
  });
});
