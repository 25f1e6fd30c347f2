/** The git repositories that the sandbox makes. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const program = promisify(execFile);

/** Written into every commit. */
const AUTHOR = [
  '-c',
  'user.name=Sandbox',
  '-c',
  'user.email=sandbox@example.com',
  '-c',
  'commit.gpgsign=false',
];

/** @returns what git printed */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await program('git', [...AUTHOR, ...args], { cwd: folder });
  return stdout.trim();
}

/** Makes a repository of one commit, which holds all that `write` puts into the folder. */
export async function commit(folder: string, branch: string, write: () => Promise<void>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await git(folder, 'init', '--quiet', '--template=', `--initial-branch=${branch}`);
  await write();
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message=Pipeline');
}
