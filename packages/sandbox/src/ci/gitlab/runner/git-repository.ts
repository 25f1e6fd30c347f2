/** Git repositories. Git makes the same one only once: it is kept in memory, and written out again. */
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

/** What was pushed before the commit that a pipeline is for: it changes no file. */
export interface EarlierCommit {
  readonly message: string;
  readonly author?: { readonly name: string; readonly email: string };
}

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
  /** ISO 8601 */
  readonly committed: string;
  readonly title: string;
}

export interface RepositoryContents {
  readonly branch: string;
  /** What it is pushed to; a new repository when left out. */
  readonly onto?: GitRepository | undefined;
  readonly earlier?: readonly EarlierCommit[] | undefined;
  /** Of the commit; none when left out. */
  readonly tag?: string;
  /** Of the commit. */
  readonly message?: string;
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths of those of them that are programs. */
  readonly executable?: readonly string[] | undefined;
}

const made = new Map<string, Promise<GitRepository>>();

export class GitRepository {
  readonly branch: string;
  /** Newest first: the same for the same contents, as long as this process lives. */
  readonly commits: readonly Commit[];
  readonly files: Readonly<Record<string, string>>;
  readonly #executable: readonly string[];
  /** What `.git` holds, by the path below the repository. */
  readonly #git: ReadonlyMap<string, Buffer>;

  private constructor(
    { branch, files, executable = [] }: RepositoryContents,
    commits: readonly Commit[],
    git: ReadonlyMap<string, Buffer>,
  ) {
    this.branch = branch;
    this.commits = commits;
    this.files = files;
    this.#executable = executable;
    this.#git = git;
  }

  /** Of the newest commit. */
  get sha(): string {
    return this.commits[0]?.sha ?? '';
  }

  /** @throws Error with git's words */
  static of({ onto, ...rest }: RepositoryContents): Promise<GitRepository> {
    const contents = { ...rest, onto };
    const key = createHash('sha256')
      .update(JSON.stringify([rest, onto?.sha]))
      .digest('hex');
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
      const commit = (message: string, ...more: readonly string[]) =>
        git('commit', '--quiet', '--allow-empty', `--message=${message}`, ...more);
      await git('init', '--quiet', '--template=', `--initial-branch=${contents.branch}`);
      if (contents.onto !== undefined) await writeFiles(folder, contents.onto.#git);
      for (const { message, author } of contents.earlier ?? []) {
        await commit(message, ...(author ? [`--author=${author.name} <${author.email}>`] : []));
      }
      await writeFiles(folder, Object.entries(contents.files), contents.executable);
      await git('add', '--all');
      await commit(contents.message ?? COMMIT_MESSAGE);
      if (contents.tag !== undefined) await git('tag', contents.tag);
      const log = await git('log', '--format=%H%x00%P%x00%an%x00%ae%x00%cI%x00%s');
      return new GitRepository(contents, log.split('\n').map(readCommit), await readFiles(folder, '.git'));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** Without its `.git`. */
  async writeFilesTo(folder: string): Promise<void> {
    await writeFiles(folder, Object.entries(this.files), this.#executable);
  }

  /** As a shallow clone, which has this many commits. */
  async cloneTo(folder: string, depth: number): Promise<void> {
    await this.writeTo(folder);
    const [oldest, ...missing] = this.commits.slice(depth - 1);
    if (oldest === undefined || missing.length === 0) return;
    await writeFile(join(folder, '.git/shallow'), `${oldest.sha}\n`);
    for (const { sha } of missing) {
      await rm(join(folder, '.git/objects', sha.slice(0, 2), sha.slice(2)), { force: true });
    }
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

function readCommit(line: string): Commit {
  const [sha = '', parents = '', name = '', email = '', committed = '', title = ''] = line.split('\0');
  return { sha, parents: parents.split(' ').filter(Boolean), author: { name, email }, committed, title };
}

async function writeFiles(
  folder: string,
  files: Iterable<readonly [string, string | Buffer]>,
  executable: readonly string[] = [],
): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content, { mode: executable.includes(path) ? 0o755 : 0o644 });
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
