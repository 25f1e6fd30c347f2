import { formatDateTime, parseDateTime } from '../../time/date-time.ts';
import type { ScriptSession } from '../runtime/script-session.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** `GlideDateTime` (ServiceNow docs, c_GlideDateTimeScopedAPI) in UTC: nothing of a user's clock is here. */
export class GlideDateTime {
  #ms = 0;
  #valid = true;

  /**
   * @fact `GlideDateTime` | text as `yyyy-MM-dd HH:mm:ss` in UTC; other text is not valid | documented
   *   | c_GlideDateTimeScopedAPI
   * @param value left out: now; text `yyyy-MM-dd HH:mm:ss` in UTC; ms since the epoch; another GlideDateTime
   */
  constructor(session: ScriptSession, value?: unknown) {
    if (value === undefined) this.#ms = session.instance.now();
    else this.setValue(value);
  }

  getValue(): string {
    return this.#valid ? formatDateTime(new Date(this.#ms)) : '';
  }

  toString(): string {
    return this.getValue();
  }

  /** Text that is no date makes the object invalid. A number is ms since the epoch. */
  setValue(value: unknown): void {
    if (typeof value === 'number') {
      this.setNumericValue(value);
      return;
    }
    const text = String(value);
    const date = parseDateTime(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text} 00:00:00` : text);
    this.#valid = date !== null;
    this.#ms = date?.getTime() ?? 0;
  }

  setNumericValue(ms: unknown): void {
    this.#ms = Number(ms);
    this.#valid = !Number.isNaN(this.#ms);
  }

  isValid(): boolean {
    return this.#valid;
  }

  /** ms since the epoch */
  getNumericValue(): number {
    return this.#ms;
  }

  addSeconds(amount: unknown): void {
    this.#ms += Number(amount) * SECOND;
  }

  addDaysUTC(amount: unknown): void {
    this.#ms += Number(amount) * DAY;
  }

  /** Negative: earlier than the other; positive: later; 0: at the same moment. */
  compareTo(other: unknown): number {
    return Math.sign(this.#ms - numeric(other));
  }

  equals(other: unknown): boolean {
    return this.compareTo(other) === 0;
  }

  before(other: unknown): boolean {
    return this.compareTo(other) < 0;
  }

  after(other: unknown): boolean {
    return this.compareTo(other) > 0;
  }
}

function numeric(value: unknown): number {
  if (typeof value === 'number') return value;
  const { getNumericValue } = (value ?? {}) as { getNumericValue?: () => number };
  if (typeof getNumericValue === 'function') return getNumericValue.call(value);
  return parseDateTime(String(value))?.getTime() ?? Number(value);
}
