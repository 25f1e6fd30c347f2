import type { Clock } from '../../clock.ts';

/** Adds up stretches of sandbox time. */
export class Stopwatch {
  readonly #clock: Clock;
  #since: number | null = null;
  #sum = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  run(on: boolean): void {
    this.#sum = this.total;
    this.#since = on ? this.#clock.now().getTime() : null;
  }

  /** ms */
  get total(): number {
    return this.#since === null ? this.#sum : this.#sum + this.#clock.now().getTime() - this.#since;
  }
}
