import type { Build } from '../build.ts';
import { pipelineId } from './bodies.ts';

/** How many builds the CLI asks for. */
const DEFAULT_LIMIT = 25;

/** Filters of the API's that would be ignored: a list of all builds is no answer to them. */
const UNIMPLEMENTED = ['trigger', 'pipelineTriggerId', 'startDate', 'endDate', 'paginationDirection'];

/** @returns the name of a filter that this list does not have */
export function unimplementedFilter(query: URLSearchParams): string | undefined {
  return UNIMPLEMENTED.find((name) => query.has(name));
}

/**
 * A page of the builds that have one of the values of each filter, newest first.
 * @fact A list of builds | newest first; `limit`, `page`, and filters that may be there several times |
 *   source | CLI 1.2.7, get builds
 * @param query `limit`, `page` from 1, and the filters, each of which may be there several times
 */
export function listBuilds(builds: readonly Build[], query: URLSearchParams): Build[] {
  const filters: readonly [string, (build: Build) => string][] = [
    ['status', (build) => build.status],
    ['pipeline', (build) => pipelineId(build)],
    ['revision', (build) => build.git.revision],
    ['branchName', (build) => build.git.branch],
  ];
  const found = builds.filter((build) =>
    filters.every(([name, value]) => !query.has(name) || query.getAll(name).includes(value(build))),
  );
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  const start = (Number(query.get('page') ?? 1) - 1) * limit;
  return found.reverse().slice(start, start + limit);
}
