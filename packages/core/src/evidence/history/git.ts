/** Runs git in the checkout, to read and nothing else. */
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';

/** What git is given of the job's environment: where it is, its user's configuration, and what Windows needs. No secret of a job's. */
const KEPT =
  /^(?:PATH|PATHEXT|HOME|XDG_CONFIG_HOME|USERPROFILE|HOMEDRIVE|HOMEPATH|SYSTEMROOT|TMPDIR|TEMP|TMP)$/i;

/**
 * The job's own GIT_* variables are not among them: they may name another repository. Neither the repository's replacements nor
 * its grafts count, which would make another history of the same SHAs, and nothing is fetched for what a partial clone lacks.
 */
const OURS = {
  // What a git that does not know GIT_NO_LAZY_FETCH would fetch by, and start for it.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_GRAFT_FILE: devNull,
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** What a repository's own configuration can have git start, or write in another encoding. */
const SETTINGS = ['core.fsmonitor=false', `core.hooksPath=${devNull}`, 'i18n.logOutputEncoding=UTF-8'];

const LIMITS = { timeout: 30_000, maxBuffer: 16 * 1024 * 1024, killSignal: 'SIGKILL' } as const;

export interface GitAnswer {
  /** The exit code; `null` where git did not end by itself: it is not there, took too long or said too much. */
  readonly code: number | null;
  readonly out: string;
  /** Why there is no answer, in git's words: one line. */
  readonly problem: string;
}

/** @param args no text of other people's may begin with a hyphen in them */
export type Git = (...args: readonly string[]) => Promise<GitAnswer>;

/** @param folder in which git stands */
export function createGit(folder: string, env: NodeJS.ProcessEnv = process.env): Git {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name)));
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  return (...args) =>
    new Promise((resolve) => {
      const options = { ...LIMITS, cwd: folder, env: { ...kept, ...OURS }, windowsHide: true };
      execFile('git', ['--no-pager', ...settings, ...args], options, (error, out, said) => {
        if (error === null) resolve({ code: 0, out, problem: '' });
        else {
          const code = typeof error.code === 'number' ? error.code : null;
          resolve({ code, out, problem: problemOf(error, said) });
        }
      });
    });
}

function problemOf(error: Error & { code?: unknown; killed?: boolean }, said: string): string {
  if (error.code === 'ENOENT') return 'there is no git here';
  if (error.killed) return `git did not answer within ${LIMITS.timeout / 1000} s`;
  if (/dubious ownership/.test(said))
    return 'its folder belongs to another user than this step runs as, so git does not read it';
  if (/not a git repository/i.test(said)) return 'there is no checkout here';
  const [line = ''] = said.split('\n');
  return `git says "${line.replace(/^fatal: /, '').slice(0, 200)}"`;
}
