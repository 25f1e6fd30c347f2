import type { FaultEffect } from '../../http/faults.ts';
import type { CiPanel } from '../ci-panel.ts';
import type { CiFault } from '../protocol.ts';

const EFFECTS: Readonly<Record<CiFault, FaultEffect>> = {
  down: { kind: 'reset' },
  unauthorized: { kind: 'status', status: 401, body: '{"message":"Unauthorized"}' },
  slow: { kind: 'latency', ms: 3000 },
};

/** The faults that people have given to CIs on the board: one for each CI, until it is taken away. */
export class CiFaults {
  readonly #active = new Map<string, { readonly fault: CiFault; readonly remove: () => void }>();

  of(panel: CiPanel): CiFault | null {
    return this.#active.get(panel.key)?.fault ?? null;
  }

  /** @param fault null to mend the CI */
  set(panel: CiPanel, fault: CiFault | null): void {
    this.#active.get(panel.key)?.remove();
    this.#active.delete(panel.key);
    if (fault === null) return;
    const remove = panel.faults.inject({ effect: EFFECTS[fault], times: Number.POSITIVE_INFINITY });
    this.#active.set(panel.key, { fault, remove });
  }
}
