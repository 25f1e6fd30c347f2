/** A pipeline as the change board shows it, whichever CI runs it. Types only: the page imports them too. */

/** The status of a pipeline or of one of its stages. `paused` holds no runner. */
export type PipelineStatus = 'waiting' | 'running' | 'paused' | 'passed' | 'failed' | 'skipped';

export interface StageView {
  readonly name: string;
  readonly status: PipelineStatus;
  /** The CI's own word for it: `pending-approval`. */
  readonly word: string;
}

export interface PipelineView {
  /** What a registration names as its build ID. */
  readonly id: string;
  /** As people know the pipeline: `globex/deploy-to-qa`. */
  readonly name: string;
  readonly status: PipelineStatus;
  /** The CI's own word for it. */
  readonly word: string;
  /** In the order in which they run. */
  readonly stages: readonly StageView[];
  /** How long a runner was occupied so far, in ms of sandbox time. */
  readonly heldRunnerMs: number;
  /** Whether a runner is occupied right now. */
  readonly holdsRunner: boolean;
  /** How long it has stood at its gate so far, in ms of sandbox time. */
  readonly pausedMs: number;
  /** Who answered the gate; null until somebody has. */
  readonly decidedBy: string | null;
}
