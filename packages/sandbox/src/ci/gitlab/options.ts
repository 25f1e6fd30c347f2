/** What a GitLab server and its pipelines are started with. */
import type { CiServerOptions } from '../base/server.ts';
import type { AccessToken } from './credentials.ts';
import type { MergeRequest, Pipeline } from './pipeline.ts';
import type { ProjectSettings } from './project.ts';
import type { PushedCommit } from './project-history.ts';
import type { ComponentProject } from './runner/components.ts';
import type { Images } from './runner/images.ts';
import type { GitlabBehaviours } from './switches.ts';

export interface GitlabOptions extends CiServerOptions {
  readonly tokens: readonly AccessToken[];
  readonly images: Images;
  /** Projects of this GitLab whose components pipelines include. */
  readonly components?: readonly ComponentProject[];
  readonly project?: Partial<ProjectSettings>;
  /** From the end of a job until the jobs after it move, in ms of sandbox time: a callback before that is early. 0 when left out. */
  readonly processDelayMs?: number;
  /** Where releases of GitLab differ: which way this one does it. */
  readonly behaviours?: Partial<GitlabBehaviours>;
  /**
   * `false` for pipelines that are known to be as GitLab's JSON schema says: checking takes half of the time that reading
   * one takes.
   */
  readonly schemaCheck?: boolean;
  /** Of the API; 2,000 when left out, as on GitLab.com. */
  readonly requestsPerMinute?: number;
}

export interface RunOptions {
  /** The project's CI/CD variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of those that are masked in logs. */
  readonly masked?: readonly string[];
  /** Names of those that are of type File. */
  readonly ofTypeFile?: readonly string[];
  /** Names of those that only protected branches and tags have. */
  readonly protected?: readonly string[];
  /** Names of those in which nothing is filled in. */
  readonly raw?: readonly string[];
  /** More files of the repository, text by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Paths of those of them that are programs. */
  readonly executable?: readonly string[];
  readonly branch?: string;
  /** Of the commit. */
  readonly message?: string;
  /** Pushed instead of a branch. */
  readonly tag?: string;
  /** What the pipeline is for, instead of a push: a merge request into the default branch. */
  readonly mergeRequest?: MergeRequest;
  /** Who pushed. */
  readonly user?: string;
  /** Variables that are given with the pipeline, as over the API: they come before the project's. */
  readonly given?: Readonly<Record<string, string>>;
  /** The push before this one. Without it, this one begins the branch. */
  readonly after?: Pipeline;
  /** What is pushed with the commit, and comes before it: oldest first. */
  readonly earlier?: readonly PushedCommit[];
}
