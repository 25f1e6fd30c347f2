/** What GitLab's API tells of what has changed since the last deployment. */
import type { History, HistoryRange } from '@change-gate/core';
import { readConfiguration } from '../gate/configuration.ts';
import type { AskedPipeline } from '../gate/pipeline-jobs.ts';
import { connectReader, type GitLabReader } from './ask.ts';
import { commitBody } from './bodies.ts';
import { commitsBetween } from './commits-between.ts';
import { deployedLast } from './deployed-last.ts';
import { mergeRequestsOf } from './merge-requests.ts';
import type { Range } from './range.ts';

export interface DeployingPipeline extends AskedPipeline {
  /** The name of the gate's job. */
  readonly gate: string;
  /** The stages that deploy. */
  readonly stages: readonly string[];
}

const NOT_SHOWN =
  'GitLab shows this job neither commits nor merge requests. Give the step a callback token whose user may read the repository; or, with a newer GitLab, its own job token can.';

const NO_BASE =
  'GitLab does not tell what was deployed last: it shows that to a callback token, where the jobs that deploy have one environment.';

/** @throws GateError where GitLab cannot be reached */
export async function readHistory(range: HistoryRange, asked: DeployingPipeline): Promise<History> {
  const reader = await connectReader(range.head, asked);
  const none = {
    base: range.base,
    direction: 'unknown',
    commits: range.commits,
    mergeRequests: undefined,
  } as const;
  if (reader === undefined) return { ...none, gaps: [NOT_SHOWN] };
  // With the commits that the checkout has told, the base and the direction are known.
  const base = range.commits === undefined ? await baseOf(range, asked, reader) : range.base;
  if (base === undefined) {
    const gap = range.base === undefined ? NO_BASE : `GitLab knows no commit ${range.base}.`;
    return { ...none, base: undefined, gaps: [gap] };
  }
  const told: Range =
    range.commits === undefined
      ? await commitsBetween(base, range.head, reader)
      : { direction: 'unknown', commits: range.commits };
  const gaps = told.gap === undefined ? [] : [told.gap];
  if (told.commits === undefined) return { ...none, base, direction: told.direction, gaps };
  const merged = await mergeRequestsOf(told.commits, reader);
  return {
    base,
    direction: told.direction,
    commits: told.commits,
    mergeRequests: merged.mergeRequests,
    gaps: [...gaps, ...merged.gaps],
  };
}

/** @returns a whole SHA; undefined where it is not known */
async function baseOf(
  { base, head }: HistoryRange,
  asked: DeployingPipeline,
  reader: GitLabReader,
): Promise<string | undefined> {
  if (base === undefined) {
    const configuration = await readConfiguration(asked.gate, head, asked);
    return deployedLast(configuration, asked.stages, asked.pipeline, reader);
  }
  const path = `/repository/commits/${encodeURIComponent(base)}`;
  return (await reader.get(path, commitBody))?.id;
}
