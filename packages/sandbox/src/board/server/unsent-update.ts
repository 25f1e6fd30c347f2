import type { Activity, Update } from '../protocol.ts';

/** What one page has not been told yet: which things are different, not how, so that many changes are one. */
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
