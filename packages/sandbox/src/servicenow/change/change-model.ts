import type { Row } from '../database/database.ts';

/** The states that a change may have, and the transitions between them. */
export interface ChangeModel {
  /** The state of a change when it is created. */
  readonly initial: string;
  /** By value: the states of this model and their labels, in their order. */
  readonly states: ReadonlyMap<string, string>;
  /** The states that mean: the work may be done. */
  readonly implementation: ReadonlySet<string>;
  /** The states that have an attribute (`sttrm_state_attribute`), by its name. */
  readonly attributes: ReadonlyMap<string, ReadonlySet<string>>;
  /** null where the change follows its type: then `nextstates` lists no transitions. */
  readonly transitions: readonly Transition[] | null;
  /** Whether the change, as it is about to be written, may have gone to its state from another. */
  permits(change: Row, from: string): boolean;
  /** Whether a change in this state waits for its approvers. */
  asksForApproval(state: string): boolean;
  /** Where the change goes by itself, without anyone moving it; from a state that asks for approval, once that is given. */
  automaticNext(change: Row): string | undefined;
}

export interface Transition {
  readonly sysId: string;
  /** `Implement to Review` */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly automatic: boolean;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly sysId: string;
  readonly name: string;
  readonly description: string;
  /** Encoded query over the change. */
  readonly query: string;
}
