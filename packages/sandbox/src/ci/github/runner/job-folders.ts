/**
 * A job's folders on this machine; every job has its own runner.
 * @fact The files of a job | none, until a step checks the commit out or downloads an artifact | documented |
 *   storing-and-sharing-data-from-a-workflow; choosing-the-runner-for-a-job
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export class JobFolders {
  /** `GITHUB_WORKSPACE` */
  readonly workspace: string;
  /** `RUNNER_TEMP` */
  readonly temp: string;
  /** `RUNNER_TOOL_CACHE` */
  readonly toolCache: string;
  readonly home: string;
  /** `GITHUB_EVENT_PATH` */
  readonly event: string;
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
    this.workspace = join(root, 'workspace');
    this.temp = join(root, 'temp');
    this.toolCache = join(root, 'tools');
    this.home = join(root, 'home');
    this.event = join(root, 'event.json');
  }

  static async create(parent: string, payload: unknown): Promise<JobFolders> {
    const folders = new JobFolders(await mkdtemp(join(parent, 'job-')));
    const { workspace, temp, toolCache, home } = folders;
    await Promise.all([workspace, temp, toolCache, home].map((folder) => mkdir(folder)));
    await writeFile(folders.event, JSON.stringify(payload));
    return folders;
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}
