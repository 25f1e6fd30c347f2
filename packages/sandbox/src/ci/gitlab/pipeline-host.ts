import type { SandboxClock } from '../../clock.ts';
import type { Emit } from '../base/events.ts';
import type { GitlabEvent } from './events.ts';
import type { LiveJob } from './live-job.ts';
import type { GitlabBehaviours } from './switches.ts';

/** What a pipeline needs of the server that it is on. */
export interface PipelineHost {
  readonly clock: SandboxClock;
  /** From the end of a job until the jobs after it move, in ms of sandbox time. */
  readonly processDelayMs: number;
  readonly behaviours: GitlabBehaviours;
  readonly emit: Emit<GitlabEvent>;
  newJobId(): number;
  jobUrl(id: number): string;
  /** @returns whether the job succeeded */
  run(job: LiveJob): Promise<boolean>;
  /** Starts the job's child pipeline. */
  trigger(bridge: LiveJob): void;
  /** Called when a job could go on now. @returns whether it has to wait for a deployment approval */
  needsApproval(job: LiveJob): boolean;
  /** Called before a job starts without a play. @returns why it fails instead, in GitLab's word; empty when it may start */
  refusal(job: LiveJob): string;
  /** Called when the pipeline has another status than before. */
  statusChanged(): void;
}
