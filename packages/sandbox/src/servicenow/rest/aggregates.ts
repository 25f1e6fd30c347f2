import type { Row } from '../database/database.ts';

/** As in `sysparm_<name>_fields`. */
export const AGGREGATES = ['sum', 'avg', 'min', 'max'] as const;

export type Aggregate = (typeof AGGREGATES)[number];

/** @returns text, as all numbers of the API are; empty where no row has a value */
export function aggregate(name: Aggregate, rows: readonly Row[], field: string): string {
  const values = rows.map((row) => row[field] ?? '').filter((value) => value !== '');
  if (values.length === 0) return '';
  // Bounds are of times and texts too.
  if (name === 'min') return values.reduce((a, b) => (compareResults(a, b) <= 0 ? a : b));
  if (name === 'max') return values.reduce((a, b) => (compareResults(a, b) >= 0 ? a : b));
  const numbers = values.map(Number).filter((value) => !Number.isNaN(value));
  const sum = numbers.reduce((total, value) => total + value, 0);
  // Four decimals, as in the documentation's samples.
  return name === 'sum' ? String(sum) : (sum / Math.max(1, numbers.length)).toFixed(4);
}

/** Numbers as numbers, whatever the column's type: choices such as `risk` are texts that hold one. */
export function compareResults(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (a !== '' && b !== '' && !Number.isNaN(difference)) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}
