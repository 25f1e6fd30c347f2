/** The pause of one `pending-approval` step: open until somebody, or its timeout, decides. */

import type { StatusDelay } from '../base/status-delay.ts';

/** What ends a pause. `terminated` can only come from the step's timeout. */
export type GateResult = 'approved' | 'denied' | 'terminated';

export interface GateOutcome {
  readonly result: GateResult;
  /** The person, the owner of the API key, or `timeout`. */
  readonly by: string;
}

/**
 * @fact The status of a build that was approved or denied | follows 20 ms later (option `statusDelayMs`); the build does not wait
 * for another decision in between | belief | no page says how soon
 */
export class Gate {
  readonly step: string;
  readonly #statusDelay: StatusDelay;
  readonly #outcome = Promise.withResolvers<GateOutcome>();
  #open = true;

  constructor(step: string, statusDelay: StatusDelay) {
    this.step = step;
    this.#statusDelay = statusDelay;
  }

  /** Resolves when the build moves on: some time after the decision. */
  get outcome(): Promise<GateOutcome> {
    return this.#outcome.promise;
  }

  /**
   * @fact A second decision | comes too late: the first one counts | belief | none
   * @returns whether this call decided; the first one does, the others come too late
   */
  decide(result: GateResult, by: string): boolean {
    if (!this.#open) return false;
    this.#open = false;
    this.#statusDelay.follow(() => this.#outcome.resolve({ result, by }));
    return true;
  }
}
