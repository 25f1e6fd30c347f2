/**
 * The sandbox's time. It runs with real time, or stands still, and can be moved forward: a test that waits for a
 * deadline or a scheduled job does not sleep, and one that expects a certain time stops the clock.
 */

export interface Clock {
  now(): Date;
}

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

/** `setTimeout` counts in 32 bits; a longer wait is made of several. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

export class SandboxClock implements Clock {
  readonly #runs: boolean;
  /** How far sandbox time is ahead of real time, in ms; for a clock that stands still, of 1970. */
  #ahead: number;
  readonly #alarms = new Set<Alarm>();
  readonly #advanceListeners = new Set<(ms: number) => void>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param start sandbox time at the beginning; real time when left out
   * @param runs whether it runs with real time
   */
  constructor(start: Date = new Date(), runs = true) {
    this.#runs = runs;
    this.#ahead = start.getTime() - this.#elapsed();
  }

  /** @returns a clock that only `advance` moves */
  static stoppedAt(start: Date): SandboxClock {
    return new SandboxClock(start, false);
  }

  now(): Date {
    return new Date(this.#elapsed() + this.#ahead);
  }

  /**
   * Moves time forward. What is due on the way rings in order, each at its own time, before this returns.
   * @param ms milliseconds, 0 or more
   */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`Sandbox time only goes forward; got ${ms} ms`);
    const target = this.now().getTime() + ms;
    for (let next = this.#next(); next !== undefined && next.at <= target; next = this.#next()) {
      this.#moveTo(next.at);
      this.#ring(next);
    }
    this.#moveTo(target);
    this.#arm();
    for (const listener of this.#advanceListeners) listener(ms);
  }

  /** Calls `listener` after each `advance`. @returns a function that stops it */
  onAdvance(listener: (ms: number) => void): () => void {
    this.#advanceListeners.add(listener);
    return () => this.#advanceListeners.delete(listener);
  }

  /**
   * Calls `ring` once when sandbox time reaches `date`, by passing or by `advance`; a date in the past
   * rings on the next turn of the event loop. Does not keep the process alive.
   * @returns a function that cancels it
   */
  at(date: Date, ring: () => void): () => void {
    const alarm: Alarm = { at: date.getTime(), ring };
    this.#alarms.add(alarm);
    this.#arm();
    return () => {
      this.#alarms.delete(alarm);
      this.#arm();
    };
  }

  /** Cancels all that is scheduled. */
  close(): void {
    this.#alarms.clear();
    this.#arm();
  }

  #elapsed(): number {
    return this.#runs ? Date.now() : 0;
  }

  #next(): Alarm | undefined {
    let next: Alarm | undefined;
    for (const alarm of this.#alarms) if (next === undefined || alarm.at < next.at) next = alarm;
    return next;
  }

  #moveTo(time: number): void {
    this.#ahead = Math.max(this.#ahead, time - this.#elapsed());
  }

  #ring(alarm: Alarm): void {
    this.#alarms.delete(alarm);
    alarm.ring();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (next === undefined) return;
    const wait = Math.min(Math.max(0, next.at - this.now().getTime()), LONGEST_TIMEOUT);
    if (wait > 0 && !this.#runs) return;
    this.#timer = setTimeout(() => this.#ringDue(), wait);
    this.#timer.unref();
  }

  #ringDue(): void {
    const now = this.now().getTime();
    const due = [...this.#alarms].filter((alarm) => alarm.at <= now).sort((a, b) => a.at - b.at);
    for (const alarm of due) if (this.#alarms.has(alarm)) this.#ring(alarm);
    this.#arm();
  }
}
