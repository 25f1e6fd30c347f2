/** Everything that the parts of the pipeline runner need of the build that they work for. */
import type { SandboxClock } from '../../../clock.ts';
import type { StatusDelay } from '../../base/status-delay.ts';
import type { StepResult } from '../build.ts';
import type { StepTypes } from '../definition/step-type.ts';
import type { LiveBuild } from '../live-build.ts';
import type { Images, Repositories } from '../options.ts';
import type { CodefreshBehaviours } from '../switches.ts';
import type { Workspace } from './workspace.ts';

export interface RunContext {
  readonly build: LiveBuild;
  /** Aborted when what runs now is to be stopped: the whole build, or a step that takes too long. */
  readonly stop: AbortSignal;
  /** Of a build restarted from its failed step: the results of the steps before that one. */
  readonly kept: ReadonlyMap<string, StepResult>;
  readonly workspace: Workspace;
  /** Codefresh's own variables and the pipeline's; exports come on top. */
  readonly variables: Readonly<Record<string, string>>;
  readonly images: Images;
  readonly repositories: Repositories;
  readonly stepTypes: StepTypes;
  /** From "Pending approval step reached" until the build is paused, in ms of sandbox time. */
  readonly pauseDelayMs: number;
  readonly statusDelay: StatusDelay;
  readonly behaviours: CodefreshBehaviours;
  readonly clock: SandboxClock;
  /** Called when the build stands at an approval. */
  paused(): void;
}
