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
  readonly masks = new Masks();
  readonly debug: boolean;
  /** The workflow's and the job's `env`, and what steps added with `GITHUB_ENV`. */
  readonly env: Record<string, string> = {};
  /** Folders before PATH; the last one added comes first. */
  readonly path: string[] = [];
  status: JobStatus = 'success';
  readonly #inputs: JobInputs;
  readonly #steps: Record<string, Pick<StepResult, 'outcome' | 'conclusion' | 'outputs'>> = {};

  constructor(job: LiveJob, inputs: JobInputs) {
    this.job = job;
    this.#inputs = inputs;
    this.debug = inputs.debug;
    for (const secret of Object.values(inputs.secrets)) this.masks.addLines(secret);
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
      job: { status: this.status },
      steps: this.#steps,
    };
  }

  addStep(step: StepResult): void {
    this.job.steps.push(step);
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
