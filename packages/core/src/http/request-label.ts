import type { HttpRequest } from './http.ts';

/** Method, host and path for a message, without the query, which may hold what people typed. */
export function requestLabel({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string {
  const { host, pathname } = new URL(url);
  return `${method} ${host}${pathname}`;
}
