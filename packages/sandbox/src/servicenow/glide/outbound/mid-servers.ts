import type { Database } from '../../database/database.ts';

const TABLE = 'ecc_agent';

/**
 * The MID Servers, and the requests that wait for one of them.
 * @fact A request through a MID Server that is down | waits in the ECC queue until it is up | belief | KB0744311: the queue is
 * asynchronous
 */
export class MidServers {
  readonly #database: Database;
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(database: Database) {
    this.#database = database;
    database.after(({ table, next }) => {
      if (table !== TABLE || next?.status !== 'Up') return;
      const waiting = this.#waiting.get(next.name ?? '') ?? [];
      this.#waiting.delete(next.name ?? '');
      for (const go of waiting) go();
    });
  }

  /** Resolves when the MID Server of this name is up, however long that takes; to false when there is none. */
  async up(name: string): Promise<boolean> {
    const row = this.#database.find(TABLE, 'name', name);
    if (row === undefined) return false;
    if (row.status !== 'Up') {
      await new Promise<void>((resolve) => {
        this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), resolve]);
      });
    }
    return true;
  }
}
