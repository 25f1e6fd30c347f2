/** What the change's plans say of what is deployed, and of what to go back to, for people who decide and for those who act at night. */
import { PLAN_MAX_LENGTH, type PlanColumn } from '../contract.ts';
import { inOneLine, plainText } from '../plain-text.ts';
import type { Commit, History, MergeRequest } from '../source.ts';
import { nameOf } from './people.ts';
import type { HistoryQuestion } from './question.ts';

type Told = HistoryQuestion & { readonly history: History };

const SHORT_SHA = 12;
const TITLE_LENGTH = 120;
const MOST_ARTIFACTS = 3;

/** What to go back to, in one line: `CHG0030001 (shop:2.3.1, commit 1a2b3c4d5e6f)`. @returns `undefined` where it is not known */
export function rollbackTarget({ base, since, history }: Told): string | undefined {
  const isUnseen = history.base === undefined && since === undefined;
  if (base && (isUnseen || history.base === base.commit)) {
    const parts = [
      ...namesOf(base.artifacts),
      ...(base.commit === '' ? [] : [`commit ${short(base.commit)}`]),
    ];
    return parts.length === 0 ? base.change : `${base.change} (${parts.join(', ')})`;
  }
  if (history.base === undefined) return undefined;
  const commit = `commit ${short(history.base)}`;
  return since === undefined || history.base.startsWith(since) ? commit : `${since} (${commit})`;
}

/** Texts of at most 4,000 characters; a plan of which nothing is known is left out. */
export function plansOf(told: Told): Partial<Record<PlanColumn, string>> {
  const backout = backoutPlan(told);
  return {
    implementation_plan: implementationPlan(told),
    ...(backout !== undefined && { backout_plan: backout }),
  };
}

function implementationPlan({ source, build, artifacts, history }: Told): string {
  const what = [
    source.commit && `commit ${source.commit}`,
    source.ref && `of ${inOneLine(source.ref, TITLE_LENGTH)}`,
    source.repository && `in ${source.repository}`,
  ].filter((part) => part !== '');
  const start = [
    `${build.title} deploys ${what.join(' ') || 'what it has built'}.`,
    build.build.url,
    ...(artifacts.length === 0 ? [] : ['', 'Artifacts:', ...artifacts.map((artifact) => `- ${artifact}`)]),
    '',
    directionOf(history),
    ...history.gaps,
  ];
  const requests = (history.mergeRequests ?? []).map(requestLine);
  const commits = (history.commits ?? []).map(commitLine);
  return plainText(
    [
      ...start,
      ...(requests.length === 0 ? [] : ['', 'Merged:', ...requests]),
      ...(commits.length === 0 ? [] : ['', 'Commits:', ...commits]),
    ],
    PLAN_MAX_LENGTH,
  );
}

function directionOf({ direction, base, commits }: History): string {
  const since = `commit ${base}, which was deployed last`;
  const count = commits === undefined ? 'An unknown number of commits' : `${commits.length} commits`;
  switch (direction) {
    case 'ahead':
      return `${commits?.length === 1 ? '1 commit' : count} since ${since}.`;
    case 'same':
      return `This is ${since}, once more.`;
    case 'rollback':
      return `This goes back: the commit stands behind ${since}.`;
    case 'diverged':
      return `This stands beside ${since}: what that one has and this one has not is taken back. ${count} are new.`;
    case 'unknown':
      return 'What changed is not known.';
  }
}

function backoutPlan(told: Told): string | undefined {
  const target = rollbackTarget(told);
  if (target === undefined) return undefined;
  const { base, history } = told;
  const isChange = base?.commit !== undefined && base.commit === history.base;
  return plainText(
    [
      `Deploy again what was deployed before: ${target}.`,
      ...(history.base === undefined ? [] : [`Commit: ${history.base}`]),
      ...(isChange && base.build_url !== '' ? [`Its build: ${base.build_url}`] : []),
      ...(isChange ? base.artifacts.map((artifact) => `Artifact: ${artifact}`) : []),
    ],
    PLAN_MAX_LENGTH,
  );
}

function requestLine({ id, title, author, mergedBy, reviewers }: MergeRequest): string {
  const by = [
    `by ${nameOf(author)}`,
    ...(reviewers === undefined || reviewers.length === 0
      ? []
      : [`approved by ${reviewers.map(nameOf).join(', ')}`]),
    ...(mergedBy === undefined ? [] : [`merged by ${nameOf(mergedBy)}`]),
  ];
  return `- ${id} ${inOneLine(title, TITLE_LENGTH)} (${by.join(', ')})`;
}

function commitLine({ sha, title, author }: Commit): string {
  return `- ${short(sha)} ${inOneLine(title, TITLE_LENGTH)} (${nameOf(author)})`;
}

/** `shop:2.3.1`; without a tag, the start of the digest stands for it. */
function namesOf(artifacts: readonly string[]): string[] {
  const names = artifacts.map((artifact) => {
    const [name = '', digest = ''] = artifact.split('@sha256:');
    return /:[^/]+$/.test(name) ? name : `${name}@${digest.slice(0, SHORT_SHA)}`;
  });
  const more = names.length - MOST_ARTIFACTS;
  return more > 0 ? [...names.slice(0, MOST_ARTIFACTS), `${more} more artifacts`] : names;
}

function short(sha: string): string {
  return sha.slice(0, SHORT_SHA);
}
