import type { Row } from './row-store.ts';

/** A row that is being written. */
export type Values = Record<string, string>;

export interface RowChange {
  readonly operation: 'insert' | 'update' | 'delete';
  /** The row's own table, which may extend the one that was written through. */
  readonly table: string;
  /** null on insert */
  readonly previous: Row | null;
  /** null on delete. A `before` listener may edit it; journal text is in it, though not in the row. */
  readonly next: Values | null;
  /** user_name of who writes */
  readonly actor: string;
}

export type RowListener = (change: RowChange) => void;

/** Calls the listeners of writes, in order. */
export class RowListeners {
  readonly before: RowListener[] = [];
  readonly after: RowListener[] = [];
  readonly #queued: RowChange[] = [];
  #running = false;

  /** Before the write; a listener may throw to refuse it. */
  runBefore(change: RowChange): void {
    for (const listener of this.before) listener(change);
  }

  /**
   * After the write. A listener may write too: what it writes is announced after what it is being told of,
   * so that everybody hears of writes in the order in which they happened.
   */
  runAfter(change: RowChange): void {
    this.#queued.push(change);
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#queued.shift(); next !== undefined; next = this.#queued.shift()) {
        for (const listener of this.after) listener(next);
      }
    } finally {
      this.#running = false;
    }
  }
}
