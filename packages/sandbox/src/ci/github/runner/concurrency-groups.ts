/**
 * Concurrency groups, as far as they change nothing: one member at a time. Which run would wait and which
 * would be cancelled when a second one comes is left to the real GitHub.
 */
import { notImplemented } from '../definition/not-implemented.ts';

export class ConcurrencyGroups {
  readonly #held = new Set<string>();

  /**
   * @param group undefined for none
   * @returns a function that leaves it
   * @throws PipelineError when the group is held
   */
  enter(repository: string, group: string | undefined, where: string): () => void {
    if (group === undefined) return () => {};
    // Groups are the repository's, and case does not count (GitHub docs, concurrency).
    const key = `${repository}/${group}`.toLowerCase();
    if (this.#held.has(key)) throw notImplemented(`concurrency: ${group}, with a second member`, where);
    this.#held.add(key);
    return () => this.#held.delete(key);
  }
}
