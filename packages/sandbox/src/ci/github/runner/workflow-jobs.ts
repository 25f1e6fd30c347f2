/** The jobs of a workflow, each when those that it needs have ended; and the workflows that they call. */

import { calledInputs, calledSecrets } from '../definition/called-workflow.ts';
import {
  type Contexts,
  evaluateCondition,
  interpolate,
  type StatusFunctions,
} from '../definition/expression.ts';
import { matrixCombinations } from '../definition/matrix.ts';
import { permissionsOf } from '../definition/permissions.ts';
import { type CallJob, type JobDefinition, type StepsJob, transitiveNeeds } from '../definition/workflow.ts';
import { jobName, LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Conclusion } from '../run.ts';
import { conclusionOf } from '../run-status.ts';
import { enterGroups, groupsOfCall } from './call-groups.ts';
import { type Need, needOf, startContexts, worstOf } from './contexts.ts';
import { takeJob } from './job-life.ts';
import type { RunContext } from './run-context.ts';
import { calledWorkflowRef } from './workflow-ref.ts';
import type { WorkflowScope } from './workflow-scope.ts';

/** A job that calls a workflow, or one of its matrix. */
interface Call {
  /** The job's key, with a number where it is of a matrix. */
  readonly leg: string;
  readonly name: string;
  readonly definition: CallJob;
  readonly contexts: Contexts;
}

export class WorkflowJobs {
  readonly #run: LiveRun;
  readonly #scope: WorkflowScope;
  readonly #jobs: Readonly<Record<string, JobDefinition>>;
  readonly #host: RunContext;
  readonly #ended = new Map<string, Promise<unknown>>();
  /** What became of the jobs that call a workflow. */
  readonly #calls = new Map<string, Need>();

  constructor(run: LiveRun, scope: WorkflowScope, host: RunContext) {
    this.#run = run;
    this.#scope = scope;
    this.#jobs = scope.workflow.jobs;
    this.#host = host;
  }

  /** Puts the jobs into the run; those that an earlier attempt has ended stay as they are. */
  add(): void {
    for (const [key, job] of Object.entries(this.#jobs)) {
      if (job.uses !== undefined) continue;
      for (const matrix of matrixCombinations(job.strategy?.matrix)) this.#addJob(key, matrix);
    }
  }

  async run(): Promise<void> {
    await Promise.all(Object.keys(this.#jobs).map((key) => this.#end(key)));
  }

  /** @returns null for a job that an earlier attempt has ended */
  #addJob(key: string, matrix: LiveJob['matrix'] = {}): LiveJob | null {
    const { keyPrefix, namePrefix, workflowRef } = this.#scope;
    const { jobs, attempt } = this.#run;
    const full = keyPrefix + key;
    const isKept = jobs.some((job) => jobName(job.key, job.matrix) === jobName(full, matrix));
    if (isKept) return null;
    const name = namePrefix + jobName(key, matrix);
    const { ids, clock } = this.#host;
    const job = new LiveJob(
      { id: ids.next(), key: full, name, attempt, matrix, workflowRef },
      clock,
      this.#run,
    );
    this.#run.addJob(job);
    return job;
  }

  /** Resolves when the jobs of the key have ended; starts them when it is the first to ask. */
  #end(key: string): Promise<unknown> {
    const running = this.#ended.get(key) ?? this.#runKey(key);
    this.#ended.set(key, running);
    return running;
  }

  async #runKey(key: string): Promise<void> {
    const definition = this.#jobs[key];
    if (definition === undefined) return;
    await Promise.all(definition.needs.map((need) => this.#end(need)));
    if (definition.uses !== undefined) {
      this.#calls.set(key, await this.#call(key, definition));
      return;
    }
    await this.#runJobs(key, definition);
  }

  async #runJobs(key: string, definition: StepsJob): Promise<void> {
    const failFast = new AbortController();
    const full = this.#scope.keyPrefix + key;
    const jobs = this.#run.jobs.filter((job) => job.key === full && job.status !== 'completed');
    const contexts = this.#contexts(key, definition);
    const turn = {
      run: this.#run,
      scope: this.#scope,
      key,
      definition,
      contexts,
      shouldRun: () => this.#shouldRun(key, definition, contexts),
      failFast: failFast.signal,
    };
    await Promise.all(
      jobs.map(async (job) => {
        const conclusion = await takeJob({ ...turn, job }, this.#host);
        if (conclusion === 'failure' && definition.strategy?.['fail-fast']) failFast.abort();
      }),
    );
  }

  /**
   * Never rejects: a call that does not begin is a job that says why.
   * @fact Jobs of a called workflow | are jobs of the calling run, `caller / called` by name, with the
   *   caller's `github` context and without its `env`; the calling job itself is none, unless it does not begin |
   *   documented | reuse-workflows; a skipped call in the list: belief
   */
  async #call(key: string, definition: CallJob): Promise<Need> {
    const run = this.#run;
    const full = this.#scope.keyPrefix + key;
    let conclusion: Conclusion;
    let problem: string | null = null;
    try {
      const contexts = this.#contexts(key, definition);
      if (run.forced.aborted || !this.#shouldRun(key, definition, contexts)) {
        conclusion = this.#scope.cancelled.aborted ? 'cancelled' : 'skipped';
      } else {
        return await this.#runCalls(key, definition, contexts);
      }
    } catch (error) {
      conclusion = 'failure';
      problem = (error as Error).message;
    }
    const job = this.#addJob(key);
    if (problem !== null) job?.fail(problem);
    job?.complete(conclusion);
    return needOf(run, full);
  }

  /**
   * @fact A matrix that calls a workflow | calls it once for each of its jobs; where one fails and `fail-fast` is not `false`, the
   *   others are cancelled, as with their run | documented | reuse-workflows, "Using a matrix strategy with a reusable
   *   workflow"; that `cancelled()` holds in them: belief
   */
  async #runCalls(key: string, definition: CallJob, contexts: Contexts): Promise<Need> {
    const { strategy } = definition;
    const failFast = new AbortController();
    const needs = await Promise.all(
      matrixCombinations(strategy?.matrix).map(async (matrix, index) => {
        const leg = strategy?.matrix === undefined ? key : `${key}:${index}`;
        const name = definition.name ?? jobName(key, matrix);
        const call = { leg, name, definition, contexts: { ...contexts, matrix } };
        const need = await this.#runCalled(call, failFast.signal);
        if (need.result === 'failure' && strategy?.['fail-fast']) failFast.abort();
        return need;
      }),
    );
    return { result: worstOf(needs), outputs: Object.assign({}, ...needs.map(({ outputs }) => outputs)) };
  }

  async #runCalled(call: Call, failFast: AbortSignal): Promise<Need> {
    const run = this.#run;
    const replaced = new AbortController();
    const scope = this.#calledScope(call, AbortSignal.any([replaced.signal, failFast]));
    const inside = new WorkflowJobs(run, scope, this.#host);
    inside.add();
    const jobs = () => run.jobs.filter((job) => job.key.startsWith(scope.keyPrefix));
    const { cancelled } = scope;
    const wanted = scope.groups.slice(this.#scope.groups.length);
    let leave = () => {};
    try {
      leave = await enterGroups(wanted, run, jobs, cancelled, replaced, this.#host.groups);
    } catch (error) {
      // Its jobs are canceled, each unless its `if` still holds.
      if (!cancelled.aborted) throw error;
    }
    await inside.run();
    leave();
    return { result: conclusionOf(jobs(), cancelled.aborted), outputs: inside.#outputs() };
  }

  #calledScope({ leg, name, definition, contexts }: Call, stopped: AbortSignal): WorkflowScope {
    const { groups, cancelled } = this.#scope;
    const { workflow, keyPrefix, namePrefix, secrets, permissions } = this.#scope;
    const { called, calledFile } = definition;
    const { inputs = {}, secrets: declared = {} } = called.on.workflow_call ?? {};
    const given = calledInputs(inputs, definition.with, contexts);
    return {
      workflow: called,
      workflowRef: calledWorkflowRef(calledFile, this.#run, this.#host),
      keyPrefix: `${keyPrefix}${leg}/`,
      namePrefix: `${namePrefix}${interpolate(name, contexts)} / `,
      inputs: given,
      cancelled: AbortSignal.any([cancelled, stopped]),
      groups: [...groups, ...groupsOfCall(definition, contexts, given, groups)],
      secrets: calledSecrets(definition, declared, secrets, contexts),
      permissions: permissionsOf(definition, workflow, permissions),
    };
  }

  /** Those of a called workflow. */
  #outputs(): Record<string, string> {
    const jobs = Object.keys(this.#jobs).map((key) => [key, this.#need(key)] as const);
    const contexts = {
      ...startContexts(this.#run, this.#host.urls),
      inputs: this.#scope.inputs,
      jobs: Object.fromEntries(jobs),
    };
    const declared = Object.entries(this.#scope.workflow.on.workflow_call?.outputs ?? {});
    return Object.fromEntries(declared.map(([name, { value }]) => [name, interpolate(value, contexts)]));
  }

  #need(key: string): Need {
    return this.#calls.get(key) ?? needOf(this.#run, this.#scope.keyPrefix + key);
  }

  /** With which it is decided whether a job runs. */
  #contexts(key: string, { needs }: JobDefinition) {
    const { github, vars } = startContexts(this.#run, this.#host.urls);
    return {
      github: { ...github, job: key },
      inputs: this.#scope.inputs,
      vars,
      needs: Object.fromEntries(needs.map((need) => [need, this.#need(need)])),
    };
  }

  #shouldRun(key: string, definition: JobDefinition, contexts: Contexts): boolean {
    return evaluateCondition(definition.if, contexts, this.#status(key));
  }

  /**
   * @fact `success()` and `failure()` of a job | look at all jobs of its workflow that it needs, directly or not |
   *   documented | evaluate-expressions, status check functions
   */
  #status(key: string): StatusFunctions {
    const cancelled = this.#scope.cancelled.aborted;
    const results = transitiveNeeds(this.#jobs, key).map((each) => this.#need(each).result);
    return {
      cancelled,
      success: !cancelled && results.every((result) => result === 'success'),
      failure: !cancelled && results.includes('failure'),
    };
  }
}
