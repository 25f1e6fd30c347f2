/** A build's folders on this machine, and those of its steps. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { notImplemented } from '../definition/not-implemented.ts';
import { substitute } from '../definition/substitution.ts';
import { VOLUME_MOUNT } from './container.ts';

export interface StepFolders {
  /** Holds the others. */
  readonly root: string;
  /** `/meta` */
  readonly meta: string;
  /** `$HOME` */
  readonly home: string;
}

export class Workspace {
  /** `/codefresh/volume` */
  readonly volume: string;
  readonly #root: string;
  /** Of each `git-clone` step that has run: its folder, as steps name it. */
  readonly #clones = new Map<string, string>();

  private constructor(root: string) {
    this.#root = root;
    this.volume = join(root, 'volume');
  }

  static async create(parent: string): Promise<Workspace> {
    const workspace = new Workspace(await mkdtemp(join(parent, 'build-')));
    await mkdir(workspace.volume);
    return workspace;
  }

  /**
   * @fact What steps share | the volume, until a pause drops it; a step's home, `/meta` and working directory in the image
   *   are its container's own | documented | pipelines/introduction-to-codefresh-pipelines, sharing the workspace; steps/approval
   * @returns the folders that a step has to itself; `home` also where `IMAGE_WORK_DIR` works
   */
  async newStep(): Promise<StepFolders> {
    const root = await mkdtemp(join(this.#root, 'step-'));
    const folders = { root, meta: join(root, 'meta'), home: join(root, 'home') };
    await mkdir(folders.meta);
    await mkdir(folders.home);
    return folders;
  }

  /** The pause drops the shared volume (Codefresh docs, steps/approval): files do not survive it. */
  async dropVolume(): Promise<void> {
    await rm(this.volume, { recursive: true });
    await mkdir(this.volume);
  }

  /** @returns the folder of the volume that a `git-clone` step clones into */
  addClone(step: string, repository: string): string {
    this.#clones.set(step, `${VOLUME_MOUNT}/${repository}`);
    return join(this.volume, repository);
  }

  /** Where the pipeline's freestyle steps work that say nothing else. */
  get mainClone(): string | undefined {
    return this.#clones.get('main_clone');
  }

  /**
   * A step's `working_directory` with its variables, where `${{STEP}}` is a clone.
   * @param written null where it is left out
   */
  inClone(written: string | null, read: (expression: string) => string | undefined): string | null {
    if (written === null) return null;
    return substitute(written, (expression) => read(expression) ?? this.#clones.get(expression));
  }

  /** @param written the step's `working_directory`; null for the default, the volume */
  async workingDirectory(written: string | null, { home }: StepFolders, where: string): Promise<string> {
    if (written === null) return this.volume;
    if (written === 'IMAGE_WORK_DIR') return home;
    const inside = written.startsWith('/') ? written.slice(VOLUME_MOUNT.length) : `/${written}`;
    const outside =
      written.startsWith('/') && written !== VOLUME_MOUNT && !written.startsWith(`${VOLUME_MOUNT}/`);
    if (outside || inside.split('/').includes('..'))
      throw notImplemented(`working_directory: ${written}`, where);
    const folder = join(this.volume, inside);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}
