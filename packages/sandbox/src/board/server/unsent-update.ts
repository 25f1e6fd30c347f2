import type { Activity, Update } from '../protocol.ts';

/**
 * What has changed since the last message to one page. It holds which things changed and not how, so that many
 * changes of one thing become one message.
 */
export class UnsentUpdate {
  readonly changes = new Set<string>();
  readonly deleted = new Set<string>();
  readonly touched = new Set<string>();
  /** `<CI> <id>` */
  readonly pipelines = new Set<string>();
  activities: Activity[] = [];
  cis = false;
  #filled = Promise.withResolvers<void>();

  /** Resolves when there is something to tell. */
  get filled(): Promise<void> {
    return this.#filled.promise;
  }

  add(edit: (unsent: UnsentUpdate) => void): void {
    edit(this);
    this.#filled.resolve();
  }

  /** Empties it. @param read how the things are now */
  take(read: (unsent: UnsentUpdate) => Update): Update {
    const update = read(this);
    for (const set of [this.changes, this.deleted, this.touched, this.pipelines]) set.clear();
    this.activities = [];
    this.cis = false;
    this.#filled = Promise.withResolvers();
    return update;
  }
}
