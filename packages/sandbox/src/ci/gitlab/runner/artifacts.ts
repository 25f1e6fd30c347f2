/** What the jobs of a pipeline leave for later ones. */
import { cp, glob, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

export class Artifacts {
  readonly #parent: string;
  /** By job name: those of its newest run. */
  readonly #folders = new Map<string, string>();

  /** @param parent an existing folder */
  constructor(parent: string) {
    this.#parent = parent;
  }

  /**
   * Keeps what the patterns name below the job's folder.
   * @returns the patterns that name nothing
   */
  async keep(job: string, folder: string, patterns: readonly string[]): Promise<string[]> {
    const kept = await mkdtemp(join(this.#parent, 'artifacts-'));
    const nothing: string[] = [];
    for (const pattern of patterns) {
      let found = false;
      for await (const path of glob(pattern.replace(/\/+$/, ''), { cwd: folder })) {
        found = true;
        await cp(join(folder, path), join(kept, path), { recursive: true });
      }
      if (!found) nothing.push(pattern);
    }
    this.#folders.set(job, kept);
    return nothing;
  }

  /** Puts what the jobs have left into another one's folder. */
  async restore(jobs: readonly string[], folder: string): Promise<void> {
    for (const job of jobs) {
      const kept = this.#folders.get(job);
      if (kept !== undefined) await cp(kept, folder, { recursive: true });
    }
  }

  /**
   * As when they expire.
   * @fact Artifacts and dotenv reports | expire, by default after 30 days | documented |
   *   doc/ci/yaml/index.md, artifacts:expire_in
   */
  async drop(): Promise<void> {
    const folders = [...this.#folders.values()];
    this.#folders.clear();
    for (const folder of folders) await rm(folder, { recursive: true });
  }
}
