import type { ApiContext } from './backend.ts';

/** One page of a list, with the headers that lead to the others (GitLab docs, "Pagination"). */
export function page(c: ApiContext, items: readonly unknown[]): Response {
  const size = Math.min(100, number(c.req.query('per_page'), 20));
  const current = number(c.req.query('page'), 1);
  const pages = Math.max(1, Math.ceil(items.length / size));
  c.header('X-Page', String(current));
  c.header('X-Per-Page', String(size));
  c.header('X-Total', String(items.length));
  c.header('X-Total-Pages', String(pages));
  c.header('X-Next-Page', current < pages ? String(current + 1) : '');
  return c.json(items.slice((current - 1) * size, current * size));
}

function number(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
