/** What the API needs of the server behind it. */
import type { SandboxClock } from '../../../clock.ts';
import type { Credential } from '../credentials/credential.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { Directory } from '../directory.ts';
import type { LiveRun } from '../live-run.ts';
import type { Repository, WorkflowFile } from '../repository.ts';
import type { RunOrigin } from '../run.ts';
import type { Urls } from '../runner/run-context.ts';
import type { RateLimits } from './rate-limits.ts';

export interface ApiEnvironment {
  Variables: { credential: Credential };
}

/** Which jobs a re-run runs; `{ job }` is an id. */
export type RerunChoice = 'all' | 'failed' | { readonly job: number };

export interface ApiBackend {
  readonly clock: SandboxClock;
  readonly directory: Directory;
  readonly credentials: Credentials;
  readonly rateLimits: RateLimits;
  readonly repositories: readonly Repository[];
  /** Oldest first. */
  readonly runs: readonly LiveRun[];
  readonly urls: Urls;
  /** A GitHub Enterprise Server, which does not have everything that github.com has. */
  readonly enterprise: boolean;
  start(repository: Repository, workflow: WorkflowFile, origin: RunOrigin): LiveRun;
  /** @throws RerunError */
  rerun(run: LiveRun, choice: RerunChoice, by: string, debug: boolean): void;
}
