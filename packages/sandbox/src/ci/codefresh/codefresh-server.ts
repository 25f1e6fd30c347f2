/** A Codefresh server on loopback: its API, and a runner for the pipelines that it is given. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxClock } from '../../clock.ts';
import type { Faults } from '../../http/faults.ts';
import type { JournalEntry, OnRequest } from '../../http/request-journal.ts';
import type { Annotation } from './annotations.ts';
import type { AnswerWhenNotPaused } from './api/api.ts';
import type { Build, GitContext } from './build.ts';
import type { ApiKey } from './credentials.ts';
import type { CodefreshListener } from './events.ts';
import type { Behavior, Images } from './runner/run-context.ts';
import { StepType, StepTypes } from './runner/step-type.ts';
import { Server } from './server.ts';

export interface CodefreshOptions extends Partial<Behavior> {
  readonly clock: SandboxClock;
  /** A free one when left out. */
  readonly port?: number;
  /** Is told of each request once it has been answered. */
  readonly onRequest?: OnRequest;
  readonly apiKeys: readonly ApiKey[];
  readonly images: Images;
  /** Paths of `step.yaml` files: the step types of the account. */
  readonly stepTypes: readonly string[];
  /** What approve and deny answer when nothing waits; `error` (400) when left out. */
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

export interface CodefreshServer {
  /** The value of `CF_URL`: without a trailing slash, and without `/api`. */
  readonly url: string;
  readonly faults: Faults;
  /** The API's requests, oldest first. */
  readonly requests: readonly JournalEntry[];
  readonly builds: readonly Build[];
  /** Starts a build. A pipeline that the sandbox cannot run is a build that fails and says why. */
  run(codefreshYml: string, options?: RunOptions): Build;
  /**
   * A person restarts a build that has ended: the same pipeline and variables under a new id. From its failed
   * step, what succeeded before is kept with what it exported, and not run again.
   * @throws Error when there is no such build, or it has not ended
   */
  restart(id: string, from?: 'beginning' | 'failed-step'): Build;
  build(id: string): Build | undefined;
  /** A person approves in the UI. @throws Error when the build does not wait for approval */
  approve(id: string, user: string): void;
  /** A person denies in the UI. @throws Error when the build does not wait for approval */
  deny(id: string, user: string): void;
  /** A person stops the build in the UI; it ends as `terminated`, and no hook runs. */
  terminate(id: string): void;
  /** Of a build, oldest first. */
  annotations(id: string): readonly Annotation[];
  /** @returns a function that stops it */
  on(listener: CodefreshListener): () => void;
  /** Stops every build with its processes, and leaves no file behind. */
  close(): Promise<void>;
}

/** @throws Error when a `step.yaml` cannot be read, or holds what the sandbox does not implement */
export async function startCodefresh(options: CodefreshOptions): Promise<CodefreshServer> {
  const stepTypes = await Promise.all(options.stepTypes.map((path) => StepType.load(path)));
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-codefresh-'));
  const server = new Server(options, new StepTypes(stepTypes), folder);
  await server.listen();
  return server;
}
