/**
 * Concurrency groups (GitHub docs, "Control the concurrency of workflows and jobs"): one member at a time, and one that
 * waits for it, or with `queue: max` several; the one that waited is canceled when a newer member comes.
 */
import { rejectOnAbort } from '../../base/cancellable.ts';
import type { GithubBehaviours } from '../switches.ts';

export interface ConcurrencyGroup {
  readonly name: string;
  /** Whether the member that holds the group is canceled when another one comes. */
  readonly cancelInProgress: boolean;
  /** Whether a member that comes cancels the one that waits (`single`), or waits behind it. */
  readonly queue: 'single' | 'max';
}

/** A run or a job that wants to be in a group. */
export interface Member {
  readonly cancelled: AbortSignal;
  /** @param reason a line for its log */
  cancel(reason: string): void;
  /** Another member has the group: this one is to wait. */
  pending(): void;
  /** Whether it waits at a gate now. */
  isAtGate(): boolean;
}

interface Waiting {
  readonly member: Member;
  start(): void;
}

interface State {
  holder: Member;
  /** In the order in which they came. */
  waiting: readonly Waiting[];
}

/**
 * @fact A concurrency group | one member and one that waits, which a newer one cancels; with `queue: max` it waits
 *   behind it, and github.com cancels what comes after 100 | documented | concurrency
 */
export class ConcurrencyGroups {
  readonly #atGate: GithubBehaviours['memberAtGate'];
  readonly #groups = new Map<string, State>();

  constructor({ memberAtGate }: Pick<GithubBehaviours, 'memberAtGate'>) {
    this.#atGate = memberAtGate;
  }

  /**
   * Resolves when the member has the group, to a function that leaves it.
   * @param group undefined for none
   * @throws the reason of `cancelled` when the member is canceled before
   */
  async enter(repository: string, group: ConcurrencyGroup | undefined, member: Member): Promise<() => void> {
    if (group === undefined) return () => {};
    // Groups are the repository's, and case does not count (GitHub docs, concurrency).
    const key = `${repository}/${group.name}`.toLowerCase();
    const state = this.#groups.get(key);
    if (state === undefined) this.#groups.set(key, { holder: member, waiting: [] });
    else await this.#wait(key, state, group, member);
    return () => this.#leave(key);
  }

  async #wait(key: string, state: State, group: ConcurrencyGroup, member: Member): Promise<void> {
    const reason = `Canceling since a higher priority waiting request for '${group.name}' exists`;
    const single = group.queue === 'single';
    if (single) for (const { member: older } of state.waiting) older.cancel(reason);
    const turn = Promise.withResolvers<void>();
    const waiting: Waiting = { member, start: turn.resolve };
    state.waiting = single ? [waiting] : [...state.waiting, waiting];
    member.pending();
    const counts = this.#atGate === 'holds' || !state.holder.isAtGate();
    if (group.cancelInProgress || (single && !counts)) state.holder.cancel(reason);
    try {
      await rejectOnAbort(turn.promise, member.cancelled);
    } catch (error) {
      state.waiting = state.waiting.filter((each) => each !== waiting);
      // Its turn came in the moment in which it was canceled.
      if (state.holder === member) this.#leave(key);
      throw error;
    }
  }

  #leave(key: string): void {
    const state = this.#groups.get(key);
    const [next, ...others] = state?.waiting ?? [];
    if (state === undefined || next === undefined) {
      this.#groups.delete(key);
      return;
    }
    state.holder = next.member;
    state.waiting = others;
    next.start();
  }
}
