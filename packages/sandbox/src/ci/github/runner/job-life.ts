/** One job from its turn to its end: its gate, its concurrency group, its runner, and what cancels it. */

import { addMilliseconds } from '../../base/cancellable.ts';
import { interpolate } from '../definition/expression.ts';
import { permissionsOf, readOnly } from '../definition/permissions.ts';
import type { StepsJob } from '../definition/workflow.ts';
import { jobName, type LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Conclusion } from '../run.ts';
import { groupOf } from './contexts.ts';
import { passGate } from './job-gate.ts';
import { RUNNER } from './job-variables.ts';
import type { RunContext } from './run-context.ts';
import { type JobRequest, runJob } from './run-job.ts';
import type { WorkflowScope } from './workflow-scope.ts';

/** A job whose turn has come. */
export interface Turn {
  readonly run: LiveRun;
  readonly scope: WorkflowScope;
  readonly job: LiveJob;
  /** In its workflow. */
  readonly key: string;
  readonly definition: StepsJob;
  /** Without `matrix`, which an `if` may not use. */
  readonly contexts: JobRequest['contexts'];
  /** Whether its `if` holds now. */
  shouldRun(): boolean;
  /** Aborted when another job of its matrix has failed. */
  readonly failFast: AbortSignal;
}

/** Never rejects: whatever goes wrong is the job's conclusion, and in its log. */
export async function takeJob(turn: Turn, host: RunContext): Promise<Conclusion> {
  const { job } = turn;
  let conclusion: Conclusion;
  try {
    conclusion = await runToEnd(turn, host);
  } catch (error) {
    conclusion = turn.scope.cancelled.aborted ? 'cancelled' : 'failure';
    if (conclusion === 'failure') job.fail((error as Error).message);
  }
  job.complete(conclusion);
  return conclusion;
}

async function runToEnd(turn: Turn, host: RunContext): Promise<Conclusion> {
  const { run, job, key, definition } = turn;
  const { workflow, namePrefix, secrets, permissions, cancelled, groups } = turn.scope;
  const { home, pullRequest } = run;
  const fromFork = pullRequest?.fromFork === true;
  const granted = permissionsOf(definition, workflow, permissions);
  const contexts = { ...turn.contexts, matrix: job.matrix };
  const own = interpolate(definition.name ?? key, contexts);
  // @fact The name of a job of a matrix | has its values in parentheses, unless `name` has an expression with `matrix` | third party |
  // UMEP-dev/SUEWS#1168, fletchto99/nicotine-plus-docker#47
  job.name =
    namePrefix + (/\$\{\{[^}]*\bmatrix\b/.test(definition.name ?? '') ? own : jobName(own, job.matrix));
  if (run.forced.aborted || !turn.shouldRun()) return cancelled.aborted ? 'cancelled' : 'skipped';
  const name = definition.environment === null ? '' : interpolate(definition.environment.name, contexts);
  const environment = name === '' ? null : home.ensureEnvironment(name, host.clock.now());
  const replaced = new AbortController();
  const { cancel, abort, unlink } = jobCancel(turn, replaced.signal);
  let leave = () => {};
  let stopTimeout = () => {};
  const enterGroup = async () => {
    leave = await host.groups.enter(home.fullName, groupOf(definition.concurrency, contexts, groups), {
      cancelled: cancel,
      cancel(reason) {
        job.fail(reason);
        replaced.abort();
      },
      pending: () => job.moveTo('pending'),
      isAtGate: () => job.status === 'waiting',
    });
  };
  const { groupOfJob } = host.behaviours;
  try {
    if (groupOfJob === 'beforeGate') await enterGroup();
    if (environment !== null) {
      const atGate = AbortSignal.any([cancelled, replaced.signal]);
      const refusal = await passGate(environment, run, job, host, atGate);
      if (refusal !== null) {
        job.fail(refusal);
        return 'failure';
      }
    }
    if (cancel.aborted) return 'cancelled';
    if (groupOfJob === 'behindGate') await enterGroup();
    job.moveTo('in_progress');
    stopTimeout = limitTime(turn, abort, host);
    return await runJob(
      {
        run,
        job,
        definition,
        workflow,
        contexts: { ...contexts, vars: { ...home.variables, ...environment?.variables } },
        secrets: { ...secrets, ...(!fromFork && environment?.secrets) },
        permissions: fromFork ? readOnly(granted) : granted,
        cancel,
      },
      host,
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
function limitTime({ job, definition }: Turn, cancel: () => void, { clock }: RunContext): () => void {
  const minutes = definition['timeout-minutes'];
  return clock.at(addMilliseconds(clock.now(), minutes * 60_000), () => {
    job.fail(
      `The job running on runner ${RUNNER.name} has exceeded the maximum execution time of ${minutes} minutes.`,
    );
    cancel();
  });
}

/**
 * A cancelled run cancels a job unless its `if` still holds; a failed sibling cancels it in any case.
 * @param replaced aborted when a newer job takes its concurrency group
 */
function jobCancel({ run, scope, shouldRun, failFast }: Turn, replaced: AbortSignal) {
  const { forced } = run;
  const { cancelled } = scope;
  const controller = new AbortController();
  const abort = () => controller.abort();
  const cancelUnlessWanted = () => {
    if (!shouldRun()) abort();
  };
  const links = [
    [cancelled, cancelUnlessWanted],
    [forced, abort],
    [failFast, abort],
    [replaced, abort],
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
