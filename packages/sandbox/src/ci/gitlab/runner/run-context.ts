import type { SandboxClock } from '../../../clock.ts';
import type { Emit } from '../../base/events.ts';
import type { ContainerRegistry } from '../container-registry.ts';
import type { Tokens } from '../credentials.ts';
import type { Deployments } from '../deployments.ts';
import type { GitlabEvent } from '../events.ts';
import type { IdTokens } from '../id-tokens.ts';
import type { ProjectSettings } from '../project.ts';
import type { ProjectHistory } from '../project-history.ts';
import type { GitlabBehaviours } from '../switches.ts';
import type { PublishedComponent } from './components.ts';
import type { GitRepository } from './git-repository.ts';
import type { ImageFolders } from './images.ts';

/** What all pipelines of a server share. */
export interface RunContext {
  readonly clock: SandboxClock;
  /** The server's, without a trailing slash. */
  url(): string;
  /** For the folders of jobs. */
  readonly folder: string;
  readonly components: readonly PublishedComponent[];
  readonly schemaCheck: boolean;
  readonly images: ImageFolders;
  readonly registry: ContainerRegistry;
  readonly project: ProjectSettings;
  readonly tokens: Tokens;
  readonly idTokens: IdTokens;
  readonly deployments: Deployments;
  readonly history: ProjectHistory;
  readonly processDelayMs: number;
  readonly behaviours: GitlabBehaviours;
  readonly emit: Emit<GitlabEvent>;
  /** Aborted when the server closes. */
  readonly stop: AbortSignal;
  newJobId(): number;
  /** What this pipeline was pushed to. */
  repositoryOf(pipeline: number): Promise<GitRepository>;
  /** Keeps hold of work until it is done. */
  track<T>(work: Promise<T>): Promise<T>;
}
