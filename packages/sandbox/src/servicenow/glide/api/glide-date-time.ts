import type { DateTime } from 'luxon';
import { formatDateTime, parseDateTime } from '../../time/date-time.ts';
import { UserTime } from '../../time/user-time.ts';
import type { ScriptSession } from '../runtime/script-session.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/**
 * `GlideDateTime` (ServiceNow docs, c_GlideDateTimeScopedAPI). Display values and local time are those of the
 * user whose script it is.
 */
export class GlideDateTime {
  readonly #session: ScriptSession;
  #ms = 0;
  #valid = true;

  /** @param value left out: now; text `yyyy-MM-dd HH:mm:ss` in UTC; another GlideDateTime */
  constructor(session: ScriptSession, value?: unknown) {
    this.#session = session;
    if (value === undefined) this.#ms = session.instance.now();
    else this.setValue(value);
  }

  getValue(): string {
    return this.#valid ? formatDateTime(new Date(this.#ms)) : '';
  }

  getUTCValue(): string {
    return this.getValue();
  }

  /** In the user's format. */
  getDisplayValue(): string {
    return this.#time.display(this.getValue());
  }

  /** `yyyy-MM-dd HH:mm:ss` on the user's clock. */
  getDisplayValueInternal(): string {
    return this.#time.displayInternal(this.getValue());
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

  setDisplayValue(value: unknown): void {
    this.setValue(this.#time.value(String(value)) ?? '');
  }

  setDisplayValueInternal(value: unknown): void {
    this.setDisplayValue(value);
  }

  setNumericValue(ms: unknown): void {
    this.#ms = Number(ms);
    this.#valid = !Number.isNaN(this.#ms);
  }

  setGlideDateTime(other: unknown): void {
    this.setNumericValue(numeric(other));
  }

  isValid(): boolean {
    return this.#valid;
  }

  getErrorMsg(): string {
    return this.#valid ? '' : 'Could not parse the value as a date and time';
  }

  hasDate(): boolean {
    return this.#valid;
  }

  /** ms since the epoch */
  getNumericValue(): number {
    return this.#ms;
  }

  /** @param amount ms */
  add(amount: unknown): void {
    this.#ms += numeric(amount);
  }

  subtract(amount: unknown): void {
    this.#ms -= numeric(amount);
  }

  addSeconds(amount: unknown): void {
    this.#ms += Number(amount) * SECOND;
  }

  addDays(amount: unknown): void {
    this.#ms += Number(amount) * DAY;
  }

  addDaysUTC(amount: unknown): void {
    this.addDays(amount);
  }

  /** A day on the user's clock may have 23 or 25 hours. */
  addDaysLocalTime(amount: unknown): void {
    this.#ms = this.#local.plus({ days: Number(amount) }).toMillis();
  }

  addWeeks(amount: unknown): void {
    this.addDays(7 * Number(amount));
  }

  addWeeksUTC(amount: unknown): void {
    this.addWeeks(amount);
  }

  addWeeksLocalTime(amount: unknown): void {
    this.addDaysLocalTime(7 * Number(amount));
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

  onOrBefore(other: unknown): boolean {
    return this.compareTo(other) <= 0;
  }

  onOrAfter(other: unknown): boolean {
    return this.compareTo(other) >= 0;
  }

  getYearUTC(): number {
    return new Date(this.#ms).getUTCFullYear();
  }

  getMonthUTC(): number {
    return new Date(this.#ms).getUTCMonth() + 1;
  }

  getDayOfMonthUTC(): number {
    return new Date(this.#ms).getUTCDate();
  }

  /** 1 is Monday, 7 is Sunday. */
  getDayOfWeekUTC(): number {
    return new Date(this.#ms).getUTCDay() || 7;
  }

  /** ms that the user's clock is ahead of UTC */
  getTZOffset(): number {
    return this.#local.offset * 60 * SECOND;
  }

  get #time(): UserTime {
    return UserTime.of(this.#session.instance.timeSettings());
  }

  get #local(): DateTime {
    return this.#time.at(new Date(this.#ms));
  }
}

function numeric(value: unknown): number {
  if (typeof value === 'number') return value;
  const { getNumericValue } = (value ?? {}) as { getNumericValue?: () => number };
  if (typeof getNumericValue === 'function') return getNumericValue.call(value);
  return parseDateTime(String(value))?.getTime() ?? Number(value);
}
