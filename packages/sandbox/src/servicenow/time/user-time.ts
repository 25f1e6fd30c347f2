import { DateTime, IANAZone } from 'luxon';
import { formatDateTime, parseDateTime } from './date-time.ts';

/** A user's time zone and formats. */
export interface TimeSettings {
  /** IANA name: `Europe/Berlin`, `US/Pacific` */
  readonly zone: string;
  /** As Java's SimpleDateFormat has them: `dd.MM.yyyy`, `hh:mm:ss a` */
  readonly dateFormat: string;
  readonly timeFormat: string;
}

export const SYSTEM_TIME: TimeSettings = { zone: 'UTC', dateFormat: 'yyyy-MM-dd', timeFormat: 'HH:mm:ss' };

const INTERNAL = `${SYSTEM_TIME.dateFormat} ${SYSTEM_TIME.timeFormat}`;

/** Formats and parses points in time in a user's time zone and formats. */
export class UserTime {
  readonly #zone: string;
  readonly #format: string;
  readonly #dateFormat: string;
  /** Whether people see what the database holds. */
  readonly #isPlain: boolean;

  private constructor({ zone, dateFormat, timeFormat }: TimeSettings) {
    this.#zone = IANAZone.isValidZone(zone) ? zone : SYSTEM_TIME.zone;
    this.#dateFormat = dateFormat;
    this.#format = `${dateFormat} ${timeFormat}`;
    this.#isPlain = this.#zone === SYSTEM_TIME.zone && this.#format === INTERNAL;
  }

  /** A zone that nobody knows is UTC. */
  static of(settings: TimeSettings): UserTime {
    const key = `${settings.zone}|${settings.dateFormat}|${settings.timeFormat}`;
    const known = KNOWN.get(key) ?? new UserTime(settings);
    KNOWN.set(key, known);
    return known;
  }

  /** @param value `yyyy-MM-dd HH:mm:ss` in UTC; other text stays as it is */
  display(value: string): string {
    return this.#isPlain ? value : this.#text(value, this.#format);
  }

  /** In the person's time zone, whatever their format. */
  displayInternal(value: string): string {
    return this.#isPlain ? value : this.#text(value, INTERNAL);
  }

  /**
   * @param display a time in the person's format or in `yyyy-MM-dd HH:mm:ss`, or a day, whose start is meant
   * @returns what the database holds for it; undefined for text that is no time
   */
  value(display: string): string | undefined {
    for (const format of [this.#format, INTERNAL, this.#dateFormat, SYSTEM_TIME.dateFormat]) {
      const read = DateTime.fromFormat(display, format, { zone: this.#zone, locale: 'en' });
      if (read.isValid) return formatDateTime(read.toJSDate());
    }
    return undefined;
  }

  #text(value: string, format: string): string {
    const date = parseDateTime(value);
    if (date === null) return value;
    return DateTime.fromJSDate(date, { zone: this.#zone }).toFormat(format, { locale: 'en' });
  }
}

/** By their settings: to make one costs more than what it is asked. */
const KNOWN = new Map<string, UserTime>();
