import { formatDateTime, parseDateTime } from '../../time/date-time.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** `GlideDuration` (ServiceNow docs, c_GlideDurationScopedAPI): a span of time, kept as time since the epoch. */
export class GlideDuration {
  #ms = 0;

  /** @param value ms; `d HH:mm:ss`; `1970-01-01 00:01:00`; another GlideDuration */
  constructor(value: unknown = 0) {
    this.setValue(value);
  }

  getNumericValue(): number {
    return this.#ms;
  }

  /** `1970-01-01 00:01:00` is a minute. */
  getValue(): string {
    return formatDateTime(new Date(this.#ms));
  }

  toString(): string {
    return this.getValue();
  }

  setValue(value: unknown): void {
    if (typeof value === 'number') {
      this.#ms = value;
      return;
    }
    const text = String(value);
    const [, days = 0, hours, minutes, seconds] = /^(?:(\d+) )?(\d+):(\d\d):(\d\d)$/.exec(text) ?? [];
    this.#ms =
      hours === undefined
        ? (parseDateTime(text)?.getTime() ?? 0)
        : Number(days) * DAY + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND;
  }

  /** `d HH:mm:ss` */
  getDurationValue(): string {
    return `${this.getDayPart()} ${new Date(this.#ms % DAY).toISOString().slice(11, 19)}`;
  }

  getDayPart(): number {
    return Math.floor(this.#ms / DAY);
  }

  getRoundedDayPart(): number {
    return Math.round(this.#ms / DAY);
  }

  add(other: GlideDuration): GlideDuration {
    return new GlideDuration(this.#ms + other.getNumericValue());
  }

  subtract(other: GlideDuration): GlideDuration {
    return new GlideDuration(this.#ms - other.getNumericValue());
  }
}
