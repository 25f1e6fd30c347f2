/**
 * What changed since what this stream has deployed last: commits, merge requests, work items and people. From the checkout where
 * that holds both ends, else from the CI's API. What is not known is said, and is never "no changes".
 */
import { GateError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type ChangeCounts, MAX_WORK_ITEMS } from '../contract.ts';
import type { ChangeEvidence } from '../parts.ts';
import type { BuildSource, Commit, History } from '../source.ts';
import { withoutSecrets } from '../without-secrets.ts';
import { readLocalHistory } from './local-history.ts';
import { authorsOf, fittingPeople, peopleOf } from './people.ts';
import { plansOf, rollbackTarget } from './plans.ts';
import type { HistoryQuestion } from './question.ts';
import { isReviewed, tellsReviews } from './reviews.ts';
import { workItemsIn } from './work-items.ts';

const WHOLE_SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

const UNKNOWN: History = {
  base: undefined,
  direction: 'unknown',
  commits: undefined,
  mergeRequests: undefined,
  gaps: [],
};

export async function whatChanged(question: HistoryQuestion, log: Log): Promise<ChangeEvidence> {
  const { source } = question;
  const history = withoutSecrets(await readHistory(question, log), question.redact);
  const commits = history.commits ?? [];
  const mergeRequests = history.mergeRequests ?? [];
  const gaps = [...history.gaps];

  const items = workItemsIn(
    [...commits, ...mergeRequests].map(({ title }) => title),
    question.workItemPattern,
  );
  if (items === undefined)
    gaps.push('The work-item-pattern takes too long on these titles, so the work items are not known.');
  const itemsOf = new Map([...commits, ...mergeRequests].map((each, index) => [each, items?.[index] ?? []]));
  const hasWorkItem = (commit: Commit) =>
    [commit, ...mergeRequests.filter((request) => request.commits.includes(commit.sha))].some(
      (each) => itemsOf.get(each)?.length !== 0,
    );
  const workItems = [...new Set(items?.flat())];
  if (workItems.length > MAX_WORK_ITEMS)
    gaps.push(`Only ${MAX_WORK_ITEMS} of ${workItems.length} work items are kept.`);

  const isKnown = history.direction !== 'unknown' && history.commits !== undefined;
  const isBaseOfChange = question.base?.commit !== undefined && question.base.commit === history.base;
  const count = (of: readonly unknown[]) => (isKnown ? of.length : null);
  const changes: ChangeCounts = {
    status: isKnown ? 'known' : 'unknown',
    direction: history.direction,
    commits: count(commits),
    // Git and CIs name merges themselves; what a merge brings has titles of its own.
    commits_without_work_item:
      items === undefined ? null : count(commits.filter((each) => !each.isMerge && !hasWorkItem(each))),
    commits_not_reviewed: tellsReviews(history.mergeRequests)
      ? count(commits.filter((each) => !isReviewed(each, mergeRequests)))
      : null,
    authors: count(authorsOf(commits, mergeRequests)),
    merge_requests: history.mergeRequests === undefined ? null : count(mergeRequests),
    base_commit: history.base ?? '',
    base_change: isBaseOfChange ? (question.base?.change ?? '') : '',
  };
  const people = peopleOf(source.people, commits, mergeRequests);
  if (people.length > fittingPeople(people).length)
    gaps.push(`Only some of the ${people.length} people are kept.`);
  const told = { ...question, history, changes };
  return {
    changes,
    workItems: workItems.slice(0, MAX_WORK_ITEMS),
    people: fittingPeople(people),
    plans: plansOf(told),
    rollbackTo: rollbackTarget(told),
    gaps,
  };
}

/** What is to be compared with. */
function baseOf({ since, base }: HistoryQuestion): string | undefined {
  // What a CI gives for the commit before the first one of a branch.
  if (since !== undefined && !/^0+$/.test(since)) return since;
  return base && WHOLE_SHA.test(base.commit) ? base.commit : undefined;
}

async function readHistory(question: HistoryQuestion, log: Log): Promise<History> {
  const { source } = question;
  const { commit: head } = source;
  const base = baseOf(question);
  if (!WHOLE_SHA.test(head))
    return unknown('Which commit is deployed is not known here, so neither is what changed.');
  if (base === undefined) {
    if (source.history === undefined) return unknown(NO_BASE);
    const told = await ask(source, { base, head }, log);
    return told.base === undefined ? { ...told, gaps: [...told.gaps, NO_BASE] } : told;
  }
  const local = await readLocalHistory(source.workspace ?? process.cwd(), { base, head });
  if ('problem' in local) {
    const gap = `The checkout does not tell what changed: ${local.problem}.`;
    if (source.history === undefined)
      return unknown(`${gap} Check the repository out with its whole history before this step.`);
    log.info(`${gap} The CI's API is asked.`);
    const told = await ask(source, { base, head }, log);
    return told.direction === 'unknown' ? { ...told, gaps: [gap, ...told.gaps] } : told;
  }
  return withReviews(local, source, log);
}

/** The checkout's commits, with what only the CI knows of them. */
async function withReviews(
  { base, direction, commits }: Exclude<Awaited<ReturnType<typeof readLocalHistory>>, { problem: string }>,
  source: BuildSource,
  log: Log,
): Promise<History> {
  const local = { base, direction, commits, gaps: [] };
  if (commits === undefined)
    return {
      ...local,
      mergeRequests: undefined,
      gaps: ['There are too many commits to be told one by one.'],
    };
  if (commits.length === 0) return { ...local, mergeRequests: [] };
  if (source.history === undefined) return { ...local, mergeRequests: undefined };
  const told = await ask(source, { base, head: source.commit, commits }, log);
  // The CI knows which of its users an email belongs to.
  const authors = new Map(told.commits?.map(({ sha, author }) => [sha, author]));
  return {
    ...local,
    commits: commits.map((commit) => ({ ...commit, author: authors.get(commit.sha) ?? commit.author })),
    mergeRequests: told.mergeRequests,
    gaps: told.gaps,
  };
}

async function ask(
  source: BuildSource,
  range: Parameters<NonNullable<BuildSource['history']>>[0],
  log: Log,
): Promise<History> {
  try {
    return (await source.history?.(range, log)) ?? UNKNOWN;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return unknown(error.message);
  }
}

function unknown(gap: string): History {
  return { ...UNKNOWN, gaps: [gap] };
}

const NO_BASE =
  'What was deployed last is not known, so neither is what changed: no change of this stream was closed as successful. Give `since`, the commit or tag that was deployed last.';
