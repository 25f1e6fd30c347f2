/** What a Codefresh server and its builds are started with. */
import type { CiServerOptions } from '../base/server.ts';
import type { GitContext } from './build.ts';
import type { ApiKey } from './credentials.ts';

/**
 * Image reference -> the command on this machine that is its entry point, e.g.
 * `{ 'changegate/codefresh-step': ['node', '/abs/dist/index.js'] }`. A reference without a tag stands for
 * every tag. An empty command is an image that only runs `commands`.
 */
export type Images = Readonly<Record<string, readonly string[]>>;

/** What is not known of Codefresh, or differs between installations. */
export interface Behavior {
  /** From "Pending approval step reached" until the build is paused, in ms of sandbox time: an approval before that is early. */
  readonly pauseDelayMs: number;
  /** From the decision until the build moves on, in ms of sandbox time. */
  readonly resumeDelayMs: number;
  /** What the API calls the status of a denied build; `error` when left out, as the CLI knows no `denied`. */
  readonly deniedStatus: 'denied' | 'error' | 'terminated';
}

/** What approve and deny answer when nothing waits: not documented, so scenarios run both ways. */
export type AnswerWhenNotPaused = 'error' | 'ok';

export interface CodefreshOptions extends CiServerOptions, Partial<Behavior> {
  readonly apiKeys: readonly ApiKey[];
  readonly images: Images;
  /** Paths of `step.yaml` files: the step types of the account. */
  readonly stepTypes: readonly string[];
  /** `error` (400) when left out. */
  readonly answerWhenNotPaused?: AnswerWhenNotPaused;
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
  readonly git?: Partial<GitContext>;
}
