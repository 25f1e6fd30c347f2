/** Everything that the parts of the runner need of the server that they work for. */
import type { SandboxClock } from '../../../clock.ts';
import type { StatusDelay } from '../../base/status-delay.ts';
import type { Actions } from '../definition/action.ts';
import type { Ids } from '../ids.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Permissions } from '../options.ts';
import type { Repository } from '../repository.ts';
import type { Urls } from '../server-urls.ts';
import type { GithubBehaviours } from '../switches.ts';
import type { ConcurrencyGroups } from './concurrency-groups.ts';

/** What a job gets to sign in with, for as long as it runs. */
export interface JobCredentials {
  /** GITHUB_TOKEN */
  readonly token: string;
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN`; null without the permission `id-token: write`. */
  readonly idTokenRequest: string | null;
  revoke(): void;
}

export interface RunContext {
  readonly clock: SandboxClock;
  readonly ids: Ids;
  /** Where jobs have their folders. */
  readonly folder: string;
  readonly urls: Urls;
  readonly actions: Actions;
  /** From the moment a job may begin until it waits at its environment, in ms of sandbox time. */
  readonly pendingDelayMs: number;
  readonly statusDelay: StatusDelay;
  readonly groups: ConcurrencyGroups;
  readonly behaviours: GithubBehaviours;
  /** @param fullName `owner/name` */
  repository(fullName: string): Repository | undefined;
  credentials(run: LiveRun, job: LiveJob, permissions: Permissions): JobCredentials;
}
