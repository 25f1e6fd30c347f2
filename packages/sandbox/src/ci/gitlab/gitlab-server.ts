/** The sandbox's GitLab: one project, its pipelines and one runner. Start with `startGitlab`. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxClock } from '../../clock.ts';
import type { Faults } from '../../http/faults.ts';
import type { JournalEntry, OnRequest } from '../../http/request-journal.ts';
import type { AccessToken } from './credentials.ts';
import type { Deployment } from './deployments.ts';
import type { GitlabListener } from './events.ts';
import type { Job, Pipeline } from './pipeline.ts';
import type { ProjectSettings } from './project.ts';
import { type ComponentProject, publishComponents } from './runner/components.ts';
import { missingPrograms } from './runner/gitlab-ci-local.ts';
import { ImageFolders, type Images } from './runner/images.ts';
import { Server } from './server.ts';

export interface GitlabOptions {
  readonly clock: SandboxClock;
  /** A free one when left out. */
  readonly port?: number;
  /** Is told of each request once it has been answered. */
  readonly onRequest?: OnRequest;
  readonly tokens: readonly AccessToken[];
  readonly images: Images;
  /** Projects of this GitLab whose components pipelines include. */
  readonly components?: readonly ComponentProject[];
  readonly project?: Partial<ProjectSettings>;
  /** From the end of a job until the jobs after it move, in ms: a callback before that is early. 0 when left out. */
  readonly processDelayMs?: number;
  /** Of the API; 2,000 when left out, as on GitLab.com. */
  readonly requestsPerMinute?: number;
}

export interface RunOptions {
  /** The project's CI/CD variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of those that are masked in logs. */
  readonly masked?: readonly string[];
  /** More files of the repository, text by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly branch?: string;
  /** Who pushed. */
  readonly user?: string;
}

export interface GitlabServer {
  /** The value of `CI_SERVER_URL`: without a trailing slash. */
  readonly url: string;
  readonly faults: Faults;
  /** The API's requests, oldest first. */
  readonly requests: readonly JournalEntry[];
  readonly pipelines: readonly Pipeline[];
  readonly deployments: readonly Deployment[];
  /** Pushes this configuration. One that cannot be run is a pipeline that fails and says why. */
  run(gitlabCiYml: string, options?: RunOptions): Pipeline;
  pipeline(id: number): Pipeline | undefined;
  /** A person presses play, or retry, at a job. @throws Error when the job has no such button */
  play(pipeline: number, job: string, user: string, variables?: Record<string, string>): Job;
  /** A person presses retry at the pipeline. */
  retry(pipeline: number, user: string): void;
  /** A person cancels the pipeline. */
  cancel(pipeline: number): void;
  /** The pipeline is too old for its jobs to be played (GitLab docs, "Archive pipelines"). */
  archive(pipeline: number): void;
  /** The pipeline is deleted, with its jobs. */
  delete(pipeline: number): void;
  /** The artifacts of the pipeline's jobs so far reach their `expire_in`. */
  expireArtifacts(pipeline: number): Promise<void>;
  /** Nobody can use this token any more. */
  revoke(token: string): void;
  /** @returns a function that stops it */
  on(listener: GitlabListener): () => void;
  /** Stops every pipeline with its processes, and leaves no file behind. */
  close(): Promise<void>;
}

/** What this machine lacks to run pipelines, as names of programs; empty when it can run them. */
export const missingForGitlab = missingPrograms;

export async function startGitlab(options: GitlabOptions): Promise<GitlabServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-gitlab-'));
  const server = new Server(options, folder);
  try {
    await mkdir(join(folder, 'home'));
    await server.listen();
    server.prepare(
      await publishComponents(options.components ?? []),
      await ImageFolders.create(folder, options.images),
    );
    return server;
  } catch (error) {
    await server.close();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
