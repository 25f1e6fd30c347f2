import type { FaultEffect } from '../../http/faults.ts';
import type { Lane } from '../lane.ts';
import type { LaneFault } from '../protocol.ts';

const EFFECTS: Readonly<Record<LaneFault, FaultEffect>> = {
  down: { kind: 'reset' },
  unauthorized: { kind: 'status', status: 401, body: '{"message":"Unauthorized"}' },
  slow: { kind: 'latency', ms: 3000 },
};

/** Which lanes are broken on purpose; one fault per lane, until it is taken away. */
export class LaneFaults {
  readonly #active = new Map<string, { readonly fault: LaneFault; readonly remove: () => void }>();

  of(lane: Lane): LaneFault | null {
    return this.#active.get(lane.key)?.fault ?? null;
  }

  /** @param fault null to mend the lane */
  set(lane: Lane, fault: LaneFault | null): void {
    this.#active.get(lane.key)?.remove();
    this.#active.delete(lane.key);
    if (fault === null) return;
    const remove = lane.faults.inject({ effect: EFFECTS[fault], times: Number.POSITIVE_INFINITY });
    this.#active.set(lane.key, { fault, remove });
  }
}
