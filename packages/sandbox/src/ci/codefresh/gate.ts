/** The pause of one `pending-approval` step: open until somebody, or its timeout, decides. */

import type { Clock } from '../../clock.ts';

/** What ends a pause. `terminated` can only come from the step's timeout. */
export type GateResult = 'approved' | 'denied' | 'terminated';

export interface GateOutcome {
  readonly result: GateResult;
  /** The person, the owner of the API key, or `timeout`. */
  readonly by: string;
  readonly at: Date;
}

export class Gate {
  readonly step: string;
  readonly #clock: Clock;
  readonly #outcome = Promise.withResolvers<GateOutcome>();
  #open = true;

  constructor(step: string, clock: Clock) {
    this.step = step;
    this.#clock = clock;
  }

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
    this.#outcome.resolve({ result, by, at: this.#clock.now() });
    return true;
  }
}
