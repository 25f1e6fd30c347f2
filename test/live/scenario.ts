/** A scenario: one story that holds on every instance and every CI. */
import type { Stage } from './stage.ts';

export interface Scenario {
  /** For `--only`: lower-case words with `-` between them. */
  readonly name: string;
  /** What must hold, as one sentence for the table that is signed off. */
  readonly claim: string;
  /**
   * @throws DoesNotHold for what is otherwise than it must be, CouldNotBeSeen for what the deadline did not show, Skipped with
   *   what is missing for it
   */
  run(stage: Stage): Promise<void>;
}

/** What no page tells of a CI, and a run shows. Change Gate works with each answer, so none is a failure. */
export interface Observation {
  readonly name: string;
  /** What is asked, as one sentence for the table that is signed off. */
  readonly claim: string;
  /** What is expected of a CI; whatever else is seen is signed off as `other`. */
  readonly answers: readonly string[];
  /** @throws whatever a scenario throws: then it could not be seen */
  run(stage: Stage): Promise<string>;
}
