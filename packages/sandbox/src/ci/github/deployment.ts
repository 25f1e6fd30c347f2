/** A job's deployment to its environment, and the life that GitHub records of it. */
import type { Environment } from './environment.ts';

/** As GitHub's OpenAPI names them; it has none for a deployment that waits for review, which is pending here. */
export type DeploymentState = 'pending' | 'in_progress' | 'success' | 'failure' | 'error';

export interface DeploymentStatus {
  readonly id: number;
  readonly state: DeploymentState;
  readonly environmentUrl: string;
  readonly at: Date;
}

export interface Deployment {
  readonly id: number;
  readonly run: number;
  readonly environment: Environment;
  readonly ref: string;
  readonly sha: string;
  readonly creator: string;
  readonly created: Date;
  /** Oldest first. */
  readonly statuses: DeploymentStatus[];
}
