/** A GitHub server on loopback: its API, and a runner for the workflows of its repositories. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Faults } from '../../http/faults.ts';
import type { JournalEntry } from '../../http/request-journal.ts';
import type { RateLimits } from './api/rate-limits.ts';
import type { GithubListener } from './events.ts';
import type { GithubOptions } from './options.ts';
import type { Run } from './run.ts';
import { loadActions } from './runner/action-definition.ts';
import { Server } from './server.ts';

export interface DispatchOptions {
  /** `owner/name`; may be left out when there is one repository. */
  readonly repository?: string;
  /** Branch or full ref; the default branch when left out. */
  readonly ref?: string;
  /** Who starts it; the first user when left out. */
  readonly actor?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

export type PushOptions = Omit<DispatchOptions, 'inputs'>;

export interface GithubServer {
  /** `GITHUB_SERVER_URL`, without a trailing slash. */
  readonly url: string;
  /** `GITHUB_API_URL`, without a trailing slash. */
  readonly apiUrl: string;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  /** The API's requests, oldest first. */
  readonly requests: readonly JournalEntry[];
  readonly runs: readonly Run[];
  /** Commits a workflow to `.github/workflows` on every branch. */
  writeWorkflow(file: string, yaml: string, repository?: string): void;
  /** A person sets a variable of the repository. */
  setVariable(name: string, value: string, repository?: string): void;
  /** A person sets a secret of the repository. */
  setSecret(name: string, value: string, repository?: string): void;
  /**
   * A person presses *Run workflow*. A workflow that the sandbox cannot run is a run that fails and says why.
   * @throws Error when there is no such workflow, or it does not take these inputs
   */
  dispatch(workflow: string, options?: DispatchOptions): Run;
  /** A person pushes a commit. @throws Error unless it starts exactly one workflow */
  push(options?: PushOptions): Run;
  run(id: number): Run | undefined;
  /** A person reviews in the UI. @throws Error when no job waits there, or the person may not */
  approve(run: number, environment: string, user: string, comment?: string): void;
  /** As `approve`, but the run fails. */
  reject(run: number, environment: string, user: string, comment?: string): void;
  /** An administrator lets the jobs go on, whatever the rules. @throws Error when no job waits there, or for anybody else */
  bypass(run: number, environment: string, user: string): void;
  /** A person cancels the run. */
  cancel(run: number): void;
  /** A person re-runs all jobs. @throws Error while the run is not completed */
  rerun(run: number, user?: string): void;
  /** A person re-runs the jobs that did not succeed. @throws Error while the run is not completed */
  rerunFailed(run: number, user?: string): void;
  /** @returns a function that stops it */
  on(listener: GithubListener): () => void;
  /** Stops every run with its processes, and leaves no file behind. */
  close(): Promise<void>;
}

/** @throws Error when an `action.yml` cannot be read, or holds what the sandbox does not implement */
export async function startGithub(options: GithubOptions): Promise<GithubServer> {
  const actions = await loadActions(options.actions ?? {});
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-github-'));
  const server = new Server(options, actions, folder);
  await server.listen();
  return server;
}
