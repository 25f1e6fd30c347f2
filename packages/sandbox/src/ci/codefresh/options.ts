/** What a Codefresh server and its builds are started with. */
import type { CiServerOptions } from '../base/server.ts';
import type { GitContext } from './build.ts';
import type { ApiKey } from './credentials.ts';
import type { CodefreshBehaviours } from './switches.ts';

/**
 * Image reference -> the command on this machine that is its entry point, e.g.
 * `{ 'ghcr.io/change-gate/codefresh-step': ['node', '/abs/dist/index.js'] }`. A reference without a tag stands for
 * every tag. An empty command is an image that only runs `commands`.
 */
export type Images = Readonly<Record<string, readonly string[]>>;

/** `owner/name` -> its clone on this machine, which `git-clone` clones. */
export type Repositories = Readonly<Record<string, string>>;

export interface CodefreshOptions extends CiServerOptions {
  /**
   * From "Pending approval step reached" until the build is paused, in ms of sandbox time: an approval before that is
   * early. 0 when left out.
   */
  readonly pauseDelayMs?: number;
  readonly apiKeys: readonly ApiKey[];
  readonly images: Images;
  /** Paths of `step.yaml` files: the step types of the account. */
  readonly stepTypes: readonly string[];
  readonly repositories?: Repositories;
  /** What nobody knows of Codefresh: which way this one does it. */
  readonly behaviours?: Partial<CodefreshBehaviours>;
}

export interface RunOptions {
  /** The pipeline's variables, as a person enters them in the UI. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of those that are encrypted: the log masks their values. */
  readonly encrypted?: readonly string[];
  /** `project/pipeline` */
  readonly pipelineName?: string;
  /** Who started the build. */
  readonly initiator?: string;
  /** One of the server's repositories, whose commit the build is for; unless `git` names another. */
  readonly repository?: string;
  readonly git?: Partial<GitContext>;
}
