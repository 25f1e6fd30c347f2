import { parseDateTime } from '../time/date-time.ts';
import type { Column } from './dictionary.ts';

/** A value as the database keeps it: what doesn't fit the column's type becomes empty, what is too long is cut. */
export function toStoredValue(value: string, column: Column): string {
  switch (column.type) {
    case 'boolean':
      return value === 'true' || value === '1' ? 'true' : 'false';
    case 'integer':
      return /^-?\d+$/.test(value) ? value : '';
    case 'glide_date_time': {
      const text = /^\d{4}-\d\d-\d\d$/.test(value) ? `${value} 00:00:00` : value;
      return parseDateTime(text) === null ? '' : text;
    }
    default:
      return value.slice(0, column.maxLength);
  }
}
