/** What GitHub's API tells of what has changed since the last deployment. */
import type { History, HistoryRange } from '@change-gate/core';
import { type Ask, type AskedRepository, createAsk, type Told } from './ask.ts';
import { commitsBetween } from './commits-between.ts';
import { deployedLast } from './deployed-last.ts';
import { pullRequestsOf } from './pull-requests.ts';

export interface AskedRun extends AskedRepository {
  /** The run's id. */
  readonly run: string;
  /** The gate's; `undefined` where it has none, or its deployments tell other commits. */
  readonly environment: string | undefined;
}

export async function readHistory(range: HistoryRange, asked: AskedRun): Promise<History> {
  const ask = createAsk(asked);
  const none: History = {
    base: undefined,
    direction: 'unknown',
    commits: undefined,
    mergeRequests: undefined,
    gaps: [],
  };
  const base = range.base === undefined ? await baseOf(asked, ask) : { value: range.base };
  if ('gap' in base) return { ...none, gaps: [base.gap] };
  if (base.value === undefined) return none;
  const compared = await commitsBetween(base.value, range.head, ask);
  const told = 'value' in compared ? compared.value : undefined;
  const gaps = 'gap' in compared ? [compared.gap] : [];
  // The checkout's commits stand; whose they are GitHub knows better.
  const commits = told?.commits ?? range.commits;
  if (commits === undefined) {
    const tooMany = 'There are too many commits to be asked for one by one.';
    return { ...none, ...told, gaps: told === undefined ? gaps : [tooMany] };
  }
  const merged = await pullRequestsOf(range.commits ?? commits, ask);
  return {
    base: told?.base ?? base.value,
    direction: told?.direction ?? 'unknown',
    commits,
    mergeRequests: 'gap' in merged ? undefined : merged.value.requests,
    gaps: [...gaps, ...('gap' in merged ? [merged.gap] : merged.value.gaps)],
  };
}

async function baseOf({ environment, run }: AskedRun, ask: Ask): Promise<Told<string | undefined>> {
  return environment === undefined ? { value: undefined } : deployedLast(environment, run, ask);
}
