/** Repositories of git's own making, in temporary folders, for tests. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IDENTITY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Dev',
  GIT_AUTHOR_EMAIL: 'dev@globex.example',
  GIT_COMMITTER_NAME: 'Committer',
  GIT_COMMITTER_EMAIL: 'committer@globex.example',
};

export class GitRepository {
  readonly folder = mkdtempSync(join(tmpdir(), 'change-gate-git-'));

  /** An empty one with the branch `main`. */
  static create(): GitRepository {
    const repository = new GitRepository();
    repository.git('init', '--quiet', '--initial-branch=main');
    return repository;
  }

  /** @param options of `git clone` */
  clone(...options: readonly string[]): GitRepository {
    const copy = new GitRepository();
    copy.git('clone', '--quiet', ...options, `file://${this.folder}`, '.');
    return copy;
  }

  git(...args: readonly string[]): string {
    const env = { PATH: process.env.PATH, ...IDENTITY };
    return execFileSync('git', args, { cwd: this.folder, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  /** An empty commit. @param author `Dev <dev@globex.example>` @returns its SHA */
  commit(title: string, author = 'Dev <dev@globex.example>'): string {
    this.git('commit', '--quiet', '--allow-empty', '--message', title, '--author', author);
    return this.head;
  }

  get head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
