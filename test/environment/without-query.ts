import type { JournalEntry } from '@change-gate/sandbox';

/** A request as `GET /api/now/table/change_request/{id}`: which one it is, whatever it is about. */
export function withoutQuery({ method, path }: JournalEntry): string {
  return `${method} ${path.replace(/\?.*$/, '').replace(/[0-9a-f]{32}/, '{id}')}`;
}
