/** What the API needs of the server behind it. */
import type { SandboxClock } from '../../../clock.ts';
import type { StatusDelay } from '../../base/status-delay.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { Directory } from '../directory.ts';
import type { Repository } from '../repository.ts';
import type { Runs } from '../runs.ts';
import type { Urls } from '../server-urls.ts';
import type { RateLimits } from './rate-limits.ts';

export interface ApiBackend {
  readonly clock: SandboxClock;
  readonly directory: Directory;
  readonly credentials: Credentials;
  readonly rateLimits: RateLimits;
  readonly repositories: readonly Repository[];
  readonly runs: Runs;
  readonly statusDelay: StatusDelay;
  readonly urls: Urls;
  /** A GitHub Enterprise Server, which does not have everything that github.com has. */
  readonly enterprise: boolean;
  /** Of such a server. */
  readonly release: string;
}
