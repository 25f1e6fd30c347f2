/** Everything that the parts of the pipeline runner need of the build that they work for. */
import type { SandboxClock } from '../../../clock.ts';
import type { StepResult } from '../build.ts';
import type { LiveBuild } from '../live-build.ts';
import type { StepTypes } from './step-type.ts';
import type { Workspace } from './workspace.ts';

/**
 * Image reference -> the command on this machine that is its entry point, e.g.
 * `{ 'changegate/codefresh-step': ['node', '/abs/dist/index.js'] }`. A reference without a tag stands for
 * every tag. An empty command is an image that only runs `commands`.
 */
export type Images = Readonly<Record<string, readonly string[]>>;

/** What the reference leaves unknown of Codefresh, or what differs between installations. */
export interface Behavior {
  /** From "Pending approval step reached" until the build is paused, in ms: an approval before that is early. */
  readonly pauseDelayMs: number;
  /** From the decision until the build moves on, in ms. */
  readonly resumeDelayMs: number;
  /** What the API calls the status of a denied build. */
  readonly deniedStatus: 'denied' | 'error' | 'terminated';
}

export interface BuildRun {
  readonly build: LiveBuild;
  /** Aborted when what runs now is to be stopped: the whole build, or a step that takes too long. */
  readonly stop: AbortSignal;
  /** Of a build restarted from its failed step: the results of the steps before that one. */
  readonly kept: ReadonlyMap<string, StepResult>;
  readonly workspace: Workspace;
  /** Codefresh's own variables and the pipeline's; exports come on top. */
  readonly variables: Readonly<Record<string, string>>;
  readonly images: Images;
  readonly stepTypes: StepTypes;
  readonly behavior: Behavior;
  readonly clock: SandboxClock;
}
