import type { Environment } from './environment.ts';

/** A job's deployment to its environment, as the answer to a review shows it. */
export interface Deployment {
  readonly id: number;
  readonly environment: Environment;
  readonly ref: string;
  readonly sha: string;
  readonly creator: string;
  readonly created: Date;
}
