const LARGEST = 100;

/** One page of a list, and where it is in it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly number: number;
  readonly size: number;
  /** The number of the last page; 1 for an empty list. */
  readonly last: number;
}

/**
 * @param query the request's `page` and `per_page`; what is no whole number above 0 counts as left out
 * @param usual how many items a page has when `per_page` is left out; it has 100 at most
 */
export function pageOf<T>(
  items: readonly T[],
  query: { readonly page?: string; readonly per_page?: string },
  usual: number,
): Page<T> {
  const size = Math.min(LARGEST, positive(query.per_page, usual));
  const number = positive(query.page, 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  return { items: items.slice((number - 1) * size, number * size), number, size, last };
}

function positive(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
