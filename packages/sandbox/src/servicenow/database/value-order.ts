import type { Column } from './dictionary.ts';

/** Which of two values of a column comes first: negative, positive, or 0. Numbers as numbers, other types as text. */
export function compareValues({ type }: Column, a: string, b: string): number {
  if (type === 'integer') return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
