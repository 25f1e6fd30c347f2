import { pageOf } from '../../base/page.ts';
import type { ApiContext } from './environment.ts';

/**
 * One page of a list, with the links that lead to the others.
 * @fact A list | 30 on a page, 100 at most; the other pages by `Link` | documented |
 *   using-pagination-in-the-rest-api
 */
export function page<T>(c: ApiContext, all: readonly T[]): readonly T[] {
  const { items, number, last } = pageOf(all, c.req.query(), 30);
  const links = [
    ...(number > 1 ? [link(c, number - 1, 'prev'), link(c, 1, 'first')] : []),
    ...(number < last ? [link(c, number + 1, 'next'), link(c, last, 'last')] : []),
  ];
  if (links.length > 0) c.header('Link', links.join(', '));
  return items;
}

function link(c: ApiContext, number: number, relation: string): string {
  const url = new URL(c.req.url);
  url.searchParams.set('page', String(number));
  return `<${url.href}>; rel="${relation}"`;
}
