import { parseDateTime } from '../time/date-time.ts';
import type { Column } from './dictionary.ts';

/** `2021-07-15T08:00:00`: taken too, and kept as `2021-07-15 08:00:00`. */
export const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)$/;

/** A value as the database keeps it: what doesn't fit the column's type becomes empty, what is too long is cut. */
export function toStoredValue(value: string, column: Column): string {
  switch (column.type) {
    case 'boolean':
      return value === 'true' || value === '1' ? 'true' : 'false';
    case 'integer':
      return /^-?\d+$/.test(value) ? value : '';
    case 'float':
      return /^-?\d+(\.\d+)?$/.test(value) ? value : '';
    case 'glide_date': {
      const day = value.slice(0, 10);
      return parseDateTime(`${day} 00:00:00`) === null ? '' : day;
    }
    case 'due_date':
    case 'glide_date_time': {
      const text = /^\d{4}-\d\d-\d\d$/.test(value) ? `${value} 00:00:00` : value.replace(ISO, '$1 $2');
      return parseDateTime(text) === null ? '' : text;
    }
    default:
      return value.slice(0, column.maxLength);
  }
}
