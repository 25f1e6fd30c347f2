import { pageOf } from '../../base/page.ts';
import type { ApiContext } from './environment.ts';

/**
 * One page of a list, with the headers that lead to the others.
 * @fact A list | 20 on a page, 100 at most; `X-Page`, `X-Next-Page`, `X-Total` | documented |
 *   doc/api/rest/index.md, pagination
 */
export function page(c: ApiContext, all: readonly unknown[]): Response {
  const { items, number, size, last } = pageOf(all, c.req.query(), 20);
  c.header('X-Page', String(number));
  c.header('X-Per-Page', String(size));
  c.header('X-Total', String(all.length));
  c.header('X-Total-Pages', String(last));
  c.header('X-Next-Page', number < last ? String(number + 1) : '');
  return c.json(items);
}
