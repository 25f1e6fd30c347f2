/** Git repositories of one commit. Git makes the same one only once: it is kept in memory, and written out again. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const program = promisify(execFile);

/** Of a commit that nobody has given one. */
export const COMMIT_MESSAGE = 'Pipeline';

/** Written into every commit. */
const AUTHOR = [
  '-c',
  'user.name=Sandbox',
  '-c',
  'user.email=sandbox@example.com',
  '-c',
  'commit.gpgsign=false',
];

export interface RepositoryContents {
  readonly branch: string;
  /** Of the commit; none when left out. */
  readonly tag?: string;
  /** Of the commit. */
  readonly message?: string;
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
}

const made = new Map<string, Promise<GitRepository>>();

export class GitRepository {
  readonly branch: string;
  /** Of its one commit: the same for the same contents, as long as this process lives. */
  readonly sha: string;
  readonly files: Readonly<Record<string, string>>;
  /** What `.git` holds, by the path below the repository. */
  readonly #git: ReadonlyMap<string, Buffer>;

  private constructor({ branch, files }: RepositoryContents, sha: string, git: ReadonlyMap<string, Buffer>) {
    this.branch = branch;
    this.sha = sha;
    this.files = files;
    this.#git = git;
  }

  /** @throws Error with git's words */
  static of(contents: RepositoryContents): Promise<GitRepository> {
    const key = createHash('sha256').update(JSON.stringify(contents)).digest('hex');
    let repository = made.get(key);
    if (repository === undefined) {
      repository = GitRepository.#make(contents);
      made.set(key, repository);
      repository.catch(() => made.delete(key));
    }
    return repository;
  }

  static async #make(contents: RepositoryContents): Promise<GitRepository> {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-repository-'));
    try {
      const git = async (...args: readonly string[]) =>
        (await program('git', [...AUTHOR, ...args], { cwd: folder })).stdout.trim();
      await git('init', '--quiet', '--template=', `--initial-branch=${contents.branch}`);
      await writeFiles(folder, Object.entries(contents.files));
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', `--message=${contents.message ?? COMMIT_MESSAGE}`);
      if (contents.tag !== undefined) await git('tag', contents.tag);
      const sha = await git('rev-parse', 'HEAD');
      return new GitRepository(contents, sha, await readFiles(folder, '.git'));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** Without its `.git`. */
  async writeFilesTo(folder: string): Promise<void> {
    await writeFiles(folder, Object.entries(this.files));
  }

  /** @param remote the URL of its `origin`, whose default branch is `main`; none when left out */
  async writeTo(folder: string, remote?: string): Promise<void> {
    await this.writeFilesTo(folder);
    await writeFiles(folder, this.#git);
    if (remote === undefined) return;
    const config = `[remote "origin"]\n\turl = ${remote}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`;
    await writeFile(join(folder, '.git/config'), config, { flag: 'a' });
    await writeFiles(folder, [
      ['.git/refs/remotes/origin/main', `${this.sha}\n`],
      ['.git/refs/remotes/origin/HEAD', 'ref: refs/remotes/origin/main\n'],
    ]);
  }
}

async function writeFiles(
  folder: string,
  files: Iterable<readonly [string, string | Buffer]>,
): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function readFiles(root: string, below: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(join(root, below), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(root, path), await readFile(path));
  }
  return files;
}
