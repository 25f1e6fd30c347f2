import type { Clock } from '../../../clock.ts';
import type { LogLevel } from './node-protocol.ts';

/** One line of the instance's system log. */
export interface LogLine {
  readonly at: Date;
  readonly level: LogLevel;
  /** Scope of the script that wrote it; `system` for the instance itself. */
  readonly scope: string;
  readonly message: string;
}

const KEPT = 10_000;

/** The newest lines of the system log. */
export class ScriptLog {
  readonly lines: LogLine[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  write(level: LogLevel, scope: string, message: string): void {
    this.lines.push({ at: this.#clock.now(), level, scope, message });
    if (this.lines.length > KEPT) this.lines.splice(0, this.lines.length - KEPT);
  }
}
