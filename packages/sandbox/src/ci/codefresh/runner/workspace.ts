/** A build's folders on this machine. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { notImplemented } from '../definition/not-implemented.ts';
import { VOLUME_MOUNT } from './container.ts';

export class Workspace {
  /** `/codefresh/volume` */
  readonly volume: string;
  /** `$HOME`, and where `IMAGE_WORK_DIR` works. */
  readonly home: string;
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
    this.volume = join(root, 'volume');
    this.home = join(root, 'home');
  }

  static async create(parent: string): Promise<Workspace> {
    const workspace = new Workspace(await mkdtemp(join(parent, 'build-')));
    await mkdir(workspace.volume);
    await mkdir(workspace.home);
    return workspace;
  }

  /** An empty `/meta`; every step has its own. */
  newMeta(): Promise<string> {
    return mkdtemp(join(this.#root, 'meta-'));
  }

  /** The pause drops the shared volume (Codefresh docs, steps/approval): files do not survive it. */
  async dropVolume(): Promise<void> {
    await rm(this.volume, { recursive: true });
    await mkdir(this.volume);
  }

  /** @param written the step's `working_directory`; null for the default, the volume */
  async workingDirectory(written: string | null, where: string): Promise<string> {
    if (written === null) return this.volume;
    if (written === 'IMAGE_WORK_DIR') return this.home;
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
