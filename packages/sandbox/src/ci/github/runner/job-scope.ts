/** What the steps of one job share. */

import type { Contexts, StatusFunctions } from '../definition/expression.ts';
import type { LiveJob } from '../live-job.ts';
import type { Annotation, StepResult } from '../run.ts';
import { Masks } from './masks.ts';

export type JobStatus = 'success' | 'failure' | 'cancelled';

export interface JobInputs {
  readonly github: Readonly<Record<string, unknown>>;
  readonly contexts: Contexts;
  readonly secrets: Readonly<Record<string, string>>;
  readonly runner: Readonly<Record<string, string>>;
  readonly debug: boolean;
}

export class JobScope {
  readonly job: LiveJob;
  readonly masks: Masks;
  readonly debug: boolean;
  /** The workflow's and the job's `env`, and what steps added with `GITHUB_ENV`. */
  readonly env: Record<string, string>;
  /** Folders before PATH; the last one added comes first. */
  readonly path: string[];
  /** The `env` that its steps have beyond. */
  readonly stepEnv: Readonly<Record<string, string>> = {};
  status: JobStatus = 'success';
  readonly #inputs: JobInputs;
  readonly #steps: Record<string, Pick<StepResult, 'outcome' | 'conclusion' | 'outputs'>> = {};

  /** @param within whose masks, environment and PATH it shares */
  constructor(job: LiveJob, inputs: JobInputs, within?: JobScope) {
    this.job = job;
    this.masks = within?.masks ?? new Masks();
    this.env = within?.env ?? {};
    this.path = within?.path ?? [];
    this.#inputs = inputs;
    this.debug = inputs.debug;
    for (const secret of Object.values(inputs.secrets)) this.masks.addLines(secret);
  }

  /** What `job.status` says. */
  get jobStatus(): JobStatus {
    return this.status;
  }

  markCancelled(): void {
    this.status = 'cancelled';
  }

  /** From here on its steps are the posts of actions. */
  beginPosts(): void {}

  /**
   * What the steps of a composite action share.
   * @param env    of the step that uses it
   * @param folder the action's
   */
  ofComposite(inputs: Contexts, env: Readonly<Record<string, string>>, folder: string): JobScope {
    return new CompositeScope(this, this.#inputs, inputs, env, folder);
  }

  get statusFunctions(): StatusFunctions {
    const is = (status: JobStatus) => this.status === status;
    return { success: is('success'), failure: is('failure'), cancelled: is('cancelled') };
  }

  /** @param env the step's own */
  contexts(env: Readonly<Record<string, string>> = {}): Contexts {
    const { contexts, github, secrets, runner } = this.#inputs;
    return {
      ...contexts,
      github,
      secrets,
      runner,
      env: { ...this.env, ...env },
      job: { status: this.jobStatus, check_run_id: this.job.id },
      steps: this.#steps,
    };
  }

  addStep(step: StepResult): void {
    this.job.steps.push(step);
    this.remember(step);
  }

  /** For the context `steps`. */
  protected remember(step: StepResult): void {
    const { id, outcome, conclusion, outputs } = step;
    if (id !== null) this.#steps[id] = { outcome, conclusion, outputs };
  }

  write(text: string): void {
    for (const line of text.split('\n')) this.job.write(this.masks.hide(line));
  }

  annotate(level: Annotation['level'], message: string, properties: Annotation['properties'] = {}): void {
    this.job.annotations.push({ level, message: this.masks.hide(message), properties });
    this.write(`##[${level}]${message}`);
  }

  /** The runner masks a summary line by line. */
  summarize(markdown: string): void {
    if (markdown === '') return;
    this.job.summaries.push(
      markdown
        .split('\n')
        .map((line) => this.masks.hide(line))
        .join('\n'),
    );
  }
}

class CompositeScope extends JobScope {
  override readonly stepEnv: Readonly<Record<string, string>>;
  readonly #outer: JobScope;
  readonly #actionInputs: Contexts;
  readonly #folder: string;
  #posting = false;

  constructor(
    outer: JobScope,
    job: JobInputs,
    inputs: Contexts,
    env: Readonly<Record<string, string>>,
    folder: string,
  ) {
    super(outer.job, job, outer);
    this.#outer = outer;
    this.#actionInputs = inputs;
    this.stepEnv = env;
    this.#folder = folder;
  }

  /** A failure inside is not the job's before the action has ended. */
  override get jobStatus(): JobStatus {
    return this.#outer.jobStatus;
  }

  override markCancelled(): void {
    super.markCancelled();
    this.#outer.markCancelled();
  }

  /**
   * @fact `success()` and `failure()` in a composite action | ask how its own steps went, and in its post the job, as
   *   `cancelled()` does everywhere; `github.action_status` begins at success in a post, and in each action within | source |
   *   actions/runner, FailureFunction, CancelledFunction, CompositeActionHandler
   */
  override beginPosts(): void {
    this.status = 'success';
    this.#posting = true;
  }

  override get statusFunctions(): StatusFunctions {
    if (this.#posting) return this.#outer.statusFunctions;
    return { ...super.statusFunctions, cancelled: this.jobStatus === 'cancelled' };
  }

  override contexts(env: Readonly<Record<string, string>> = this.stepEnv): Contexts {
    const { secrets: _, vars: _vars, needs: _needs, ...contexts } = super.contexts(env);
    const action = { action_status: this.status, action_path: this.#folder };
    return {
      ...contexts,
      github: { ...(contexts.github as object), ...action },
      inputs: this.#actionInputs,
    };
  }

  /** The job's list has the step that uses the action, and none of those inside. */
  override addStep(step: StepResult): void {
    this.remember(step);
  }
}
