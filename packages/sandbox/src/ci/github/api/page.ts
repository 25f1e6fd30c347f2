import type { ApiContext } from './repository-routes.ts';

/** One page of a list, with the links that lead to the others (GitHub docs, "Using pagination in the REST API"). */
export function page<T>(c: ApiContext, items: readonly T[]): readonly T[] {
  const size = Math.min(100, positive(c.req.query('per_page'), 30));
  const current = positive(c.req.query('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = [
    ...(current > 1 ? [link(c, current - 1, 'prev'), link(c, 1, 'first')] : []),
    ...(current < last ? [link(c, current + 1, 'next'), link(c, last, 'last')] : []),
  ];
  if (links.length > 0) c.header('Link', links.join(', '));
  return items.slice((current - 1) * size, current * size);
}

function link(c: ApiContext, number: number, relation: string): string {
  const url = new URL(c.req.url);
  url.searchParams.set('page', String(number));
  return `<${url.href}>; rel="${relation}"`;
}

function positive(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
