import type { Column } from './dictionary.ts';

const NUMBERS: readonly string[] = ['integer', 'decimal', 'float'];

export function isNumber({ type }: Column): boolean {
  return NUMBERS.includes(type);
}

/** Which of two values of a column comes first: negative, positive, or 0. Numbers as numbers, other types as text. */
export function compareValues(column: Column, a: string, b: string): number {
  if (isNumber(column)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
