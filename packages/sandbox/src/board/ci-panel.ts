/** What the change board needs of a CI, whichever it is. Each CI says so in its own `board-view.ts`. */
import type { Faults } from '../http/faults.ts';
import type { PipelineView } from './pipeline-view.ts';

export type { PipelineStatus, PipelineView, StageView } from './pipeline-view.ts';

/** One CI server on the board. */
export interface CiPanel {
  /** How registrations name the CI. */
  readonly key: string;
  /** How people name it. */
  readonly name: string;
  readonly url: string;
  readonly faults: Faults;
  /** Oldest first. */
  pipelines(): readonly PipelineView[];
  pipeline(id: string): PipelineView | undefined;
  /** The pipeline's log as it is now; empty when there is none. */
  log(id: string): string;
  /**
   * Calls `listener` with the pipeline's id whenever something about it changes, its log included.
   * @returns a function that stops it
   */
  onChange(listener: (id: string) => void): () => void;
}
