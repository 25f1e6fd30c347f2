/** A workflow as a run runs it: the run's own, or one that a job of it calls. */

import type { Workflow } from '../definition/workflow.ts';
import type { Permissions } from '../options.ts';
import type { ConcurrencyGroup } from './concurrency-groups.ts';

export interface WorkflowScope {
  readonly workflow: Workflow;
  /** `globex/platform/.github/workflows/deploy.yml@refs/tags/v1` */
  readonly workflowRef: string;
  /** Before the keys of its jobs: empty, or `change/`. */
  readonly keyPrefix: string;
  /** Before the names of its jobs: empty, or `Change / `. */
  readonly namePrefix: string;
  /** The context `inputs`. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** Without GITHUB_TOKEN, and without those of environments. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Of the job that calls it; undefined for the run's own workflow. */
  readonly permissions: Permissions | undefined;
  /** Aborted when the run is to be cancelled, or the call because a newer one takes its concurrency group. */
  readonly cancelled: AbortSignal;
  /** The concurrency groups that the run and the calls that lead to it have. */
  readonly groups: readonly ConcurrencyGroup[];
}
