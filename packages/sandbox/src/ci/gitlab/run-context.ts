import type { SandboxClock } from '../../clock.ts';
import type { Tokens } from './credentials.ts';
import type { Deployments } from './deployments.ts';
import type { Emit } from './events.ts';
import type { LiveJob } from './live-job.ts';
import type { PipelineRun } from './pipeline-run.ts';
import type { ProjectSettings } from './project.ts';
import type { PublishedComponent } from './runner/components.ts';
import type { ImageFolders } from './runner/images.ts';

/** What all pipelines of a server share. */
export interface RunContext {
  readonly clock: SandboxClock;
  /** The server's, without a trailing slash. */
  readonly url: string;
  readonly folder: string;
  readonly components: readonly PublishedComponent[];
  readonly images: ImageFolders;
  readonly project: ProjectSettings;
  readonly tokens: Tokens;
  readonly deployments: Deployments;
  readonly processDelayMs: number;
  /** Aborted when the server closes. */
  readonly stop: AbortSignal;
  readonly emit: Emit;
  newJobId(): number;
  startChild(parent: PipelineRun, bridge: LiveJob): void;
  /** Keeps hold of work until it is done. */
  track<T>(work: Promise<T>): Promise<T>;
}
