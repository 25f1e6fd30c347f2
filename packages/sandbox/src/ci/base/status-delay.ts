/** The time that a CI takes until the status of a build follows what somebody decided about it. */
import type { SandboxClock } from '../../clock.ts';
import { addMilliseconds } from './cancellable.ts';

const DEFAULT_MS = 20;

export class StatusDelay {
  readonly #clock: SandboxClock;
  readonly #ms: number;
  readonly #onDelay: () => void;
  readonly #cancels = new Set<() => void>();

  /**
   * @param ms of sandbox time; 0 for at once
   * @param onDelay called when a status is to follow later
   */
  constructor(clock: SandboxClock, ms: number = DEFAULT_MS, onDelay: () => void = () => {}) {
    this.#clock = clock;
    this.#ms = ms;
    this.#onDelay = onDelay;
  }

  /**
   * Calls `act`, which lets a status follow a decision, when its time has come: before this returns, without a delay.
   * @returns a function that cancels it
   */
  follow(act: () => void): () => void {
    if (this.#ms === 0) {
      act();
      return () => {};
    }
    const cancelAlarm = this.#clock.at(addMilliseconds(this.#clock.now(), this.#ms), () => {
      this.#cancels.delete(cancel);
      act();
    });
    const cancel = () => {
      this.#cancels.delete(cancel);
      cancelAlarm();
    };
    this.#cancels.add(cancel);
    this.#onDelay();
    return cancel;
  }

  /** Lets no status follow any more. */
  close(): void {
    for (const cancel of this.#cancels) cancel();
  }
}
