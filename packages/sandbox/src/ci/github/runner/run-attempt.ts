/** Takes an attempt of a run through its jobs: each when those that it needs have ended. */

import { addMilliseconds } from '../../base/cancellable.ts';
import { evaluateCondition, interpolate, type StatusFunctions } from '../definition/expression.ts';
import { matrixCombinations } from '../definition/matrix.ts';
import { type JobDefinition, transitiveNeeds, type Workflow } from '../definition/workflow.ts';
import { jobName, LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Conclusion } from '../run.ts';
import { groupOf, jobContexts, resultOf } from './contexts.ts';
import { passGate } from './job-gate.ts';
import { RUNNER } from './job-variables.ts';
import type { RunContext } from './run-context.ts';
import { runJob } from './run-job.ts';

/**
 * @fact Jobs of a canceled run | those whose `if` still holds (`always()`) go on, for 5 minutes at most | documented
 *   | canceling-a-workflow
 */
const CANCEL_LIMIT_MS = 5 * 60_000;

/** @param kept jobs of an earlier attempt whose result stands */
export async function runAttempt(
  run: LiveRun,
  workflow: Workflow,
  kept: ReadonlySet<LiveJob>,
  host: RunContext,
): Promise<void> {
  const { clock, ids } = host;
  const names = new Set([...kept].map(({ key, matrix }) => jobName(key, matrix)));
  run.jobs = [...kept];
  for (const [key, { strategy }] of Object.entries(workflow.jobs)) {
    for (const matrix of matrixCombinations(strategy?.matrix)) {
      if (names.has(jobName(key, matrix))) continue;
      run.addJob(new LiveJob({ id: ids.next(), key, attempt: run.attempt, matrix }, clock, run));
    }
  }
  let stopLimit = () => {};
  run.cancelled.addEventListener('abort', () => {
    stopLimit = clock.at(new Date(clock.now().getTime() + CANCEL_LIMIT_MS), () => run.forceCancel());
  });
  await new Attempt(run, workflow, host).run();
  stopLimit();
}

class Attempt {
  readonly #run: LiveRun;
  readonly #workflow: Workflow;
  readonly #host: RunContext;
  readonly #ended = new Map<string, Promise<unknown>>();

  constructor(run: LiveRun, workflow: Workflow, host: RunContext) {
    this.#run = run;
    this.#workflow = workflow;
    this.#host = host;
  }

  async run(): Promise<void> {
    await Promise.all(Object.keys(this.#workflow.jobs).map((key) => this.#end(key)));
  }

  /** Resolves when the jobs of the key have ended; starts them when it is the first to ask. */
  #end(key: string): Promise<unknown> {
    const running = this.#ended.get(key) ?? this.#runKey(key);
    this.#ended.set(key, running);
    return running;
  }

  async #runKey(key: string): Promise<void> {
    const definition = this.#workflow.jobs[key];
    if (definition === undefined) return;
    await Promise.all(definition.needs.map((need) => this.#end(need)));
    const failFast = new AbortController();
    const jobs = this.#run.jobs.filter((job) => job.key === key && job.status !== 'completed');
    await Promise.all(
      jobs.map(async (job) => {
        const conclusion = await this.#runJob(job, definition, failFast.signal);
        if (conclusion === 'failure' && definition.strategy?.['fail-fast']) failFast.abort();
      }),
    );
  }

  /** Never rejects: whatever goes wrong is the job's conclusion, and in its log. */
  async #runJob(job: LiveJob, definition: JobDefinition, failFast: AbortSignal): Promise<Conclusion> {
    let conclusion: Conclusion;
    try {
      conclusion = await this.#runToEnd(job, definition, failFast);
    } catch (error) {
      conclusion = this.#run.cancelled.aborted ? 'cancelled' : 'failure';
      if (conclusion === 'failure') job.fail((error as Error).message);
    }
    job.complete(conclusion);
    return conclusion;
  }

  async #runToEnd(job: LiveJob, definition: JobDefinition, failFast: AbortSignal): Promise<Conclusion> {
    const run = this.#run;
    const { home } = run;
    const contexts = jobContexts(run, job, definition.needs, this.#host.urls);
    job.name = jobName(
      interpolate(definition.name ?? job.key, contexts),
      definition.name === null ? job.matrix : {},
    );
    const { matrix: _, ...inIf } = contexts;
    const shouldRun = () => evaluateCondition(definition.if, inIf, this.#status(job.key));
    if (run.forced.aborted || !shouldRun()) return run.cancelled.aborted ? 'cancelled' : 'skipped';
    const name = definition.environment === null ? '' : interpolate(definition.environment.name, contexts);
    const environment = name === '' ? null : home.environmentOfJob(name, this.#host.clock.now());
    if (environment !== null) {
      const refusal = await passGate(environment, run, job, this.#host);
      if (refusal !== null) {
        job.fail(refusal);
        return 'failure';
      }
    }
    const { cancel, abort, unlink } = this.#jobCancel(shouldRun, failFast);
    let leave = () => {};
    let stopTimeout = () => {};
    try {
      if (cancel.aborted) return 'cancelled';
      // @fact The concurrency group of a job | is taken behind its gate | belief | none
      leave = await this.#host.groups.enter(home.fullName, groupOf(definition.concurrency, contexts), {
        cancelled: cancel,
        cancel(reason) {
          job.fail(reason);
          abort();
        },
        pending: () => job.moveTo('pending'),
      });
      job.moveTo('in_progress');
      stopTimeout = this.#limitTime(job, definition, abort);
      return await runJob(
        {
          run,
          job,
          definition,
          workflow: this.#workflow,
          contexts: { ...contexts, vars: { ...home.variables, ...environment?.variables } },
          secrets: { ...home.secrets, ...environment?.secrets },
          cancel,
        },
        this.#host,
      );
    } catch (error) {
      if (cancel.aborted) return 'cancelled';
      throw error;
    } finally {
      unlink();
      stopTimeout();
      leave();
    }
  }

  /** GitHub docs, workflow syntax: a job that runs longer than its `timeout-minutes` is canceled. */
  #limitTime(job: LiveJob, definition: JobDefinition, cancel: () => void): () => void {
    const { clock } = this.#host;
    const minutes = definition['timeout-minutes'];
    return clock.at(addMilliseconds(clock.now(), minutes * 60_000), () => {
      job.fail(
        `The job running on runner ${RUNNER.name} has exceeded the maximum execution time of ${minutes} minutes.`,
      );
      cancel();
    });
  }

  /** A cancelled run cancels a job unless its `if` still holds; a failed sibling cancels it in any case. */
  #jobCancel(shouldRun: () => boolean, failFast: AbortSignal) {
    const { cancelled, forced } = this.#run;
    const controller = new AbortController();
    const abort = () => controller.abort();
    const cancelUnlessWanted = () => {
      if (!shouldRun()) abort();
    };
    const links = [
      [cancelled, cancelUnlessWanted],
      [forced, abort],
      [failFast, abort],
    ] as const;
    for (const [signal, act] of links) {
      if (signal.aborted) act();
      signal.addEventListener('abort', act);
    }
    const unlink = () => {
      for (const [signal, act] of links) signal.removeEventListener('abort', act);
    };
    return { cancel: controller.signal, abort, unlink };
  }

  /**
   * @fact `success()` and `failure()` of a job | look at all jobs that it needs, directly or not |
   *   documented | evaluate-expressions, status check functions
   */
  #status(key: string): StatusFunctions {
    const cancelled = this.#run.cancelled.aborted;
    const results = transitiveNeeds(this.#workflow.jobs, key).map((each) => resultOf(this.#run.jobs, each));
    return {
      cancelled,
      success: !cancelled && results.every((result) => result === 'success'),
      failure: !cancelled && results.includes('failure'),
    };
  }
}
