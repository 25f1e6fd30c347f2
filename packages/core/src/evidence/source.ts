/** What an adapter tells of its build for the evidence: what is deployed, by whom, and what the CI knows of its history. */
import type { Log } from '../log.ts';
import type { Person, Sequence } from './contract.ts';

export interface BuildSource {
  /**
   * The definition of the pipeline, the same for each of its builds; the default of `stream` is this and the gate:
   * `github.com/acme/shop/.github/workflows/deploy.yml`.
   */
  readonly pipeline: string;
  readonly sequence: Sequence;
  /** Where a person sees the repository: `https://github.com/acme/shop`. Empty where the CI does not tell. */
  readonly repository: string;
  /** The whole SHA of what is deployed; empty where the CI does not tell. */
  readonly commit: string;
  /** Branch or tag; empty where the CI does not tell. */
  readonly ref: string;
  /** Who started the build, without bots. */
  readonly people: readonly Person[];
  /** The folder of the checkout, which file patterns and git stand in. Default: where the process runs. */
  readonly workspace?: string;
  /**
   * What the CI's API tells with the token that the job has anyway. Left out where this CI has no such API.
   * @throws GateError, which is a warning: the history is unknown then
   */
  history?(range: HistoryRange, log: Log): Promise<History>;
}

export interface HistoryRange {
  /** A SHA, tag or branch; `undefined`: what the CI's deployments tell was deployed last. */
  readonly base: string | undefined;
  /** The whole SHA. */
  readonly head: string;
  /**
   * The commits between, where the checkout has told them, newest first: the API is then asked for reviews, and for commits only as
   * far as it knows better who their authors are.
   */
  readonly commits?: readonly Commit[] | undefined;
}

export interface Commit {
  /** The whole SHA. */
  readonly sha: string;
  /** The first line of its message. */
  readonly title: string;
  readonly author: Person;
  /** Whether it joins branches: it has more than one parent. */
  readonly isMerge?: boolean;
}

/** A merged pull or merge request. */
export interface MergeRequest {
  /** `#12`, `!12` */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly author: Person;
  readonly mergedBy: Person | undefined;
  /** Those whose approval stands for what was merged; `undefined` where the CI does not tell. */
  readonly reviewers: readonly Person[] | undefined;
  /** The commits of the range that came with it. */
  readonly commits: readonly string[];
}

/** What is known of the commits since the base; what is not known is `undefined`, never empty. */
export interface History {
  /** The whole SHA. */
  readonly base: string | undefined;
  readonly direction: 'ahead' | 'same' | 'rollback' | 'diverged' | 'unknown';
  readonly commits: readonly Commit[] | undefined;
  readonly mergeRequests: readonly MergeRequest[] | undefined;
  /** What is not known and why, what was cut off: sentences. */
  readonly gaps: readonly string[];
}
