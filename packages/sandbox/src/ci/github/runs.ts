/** Starts runs, and runs them again. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Emit } from '../base/events.ts';
import { fileElsewhere } from './definition/called-workflow.ts';
import { interpolate } from './definition/expression.ts';
import { parseWorkflow } from './definition/workflow.ts';
import type { GithubEvent } from './events.ts';
import type { LiveJob } from './live-job.ts';
import { LiveRun } from './live-run.ts';
import type { Repository, WorkflowFile } from './repository.ts';
import { checkRerun, jobsToKeep, type RerunChoice } from './reruns.ts';
import type { RunOrigin } from './run.ts';
import { groupOf, startContexts } from './runner/contexts.ts';
import { runAttempt } from './runner/run-attempt.ts';
import type { RunContext } from './runner/run-context.ts';

export class Runs {
  /** Oldest first. */
  readonly all: LiveRun[] = [];
  readonly #host: RunContext;
  readonly #emit: Emit<GithubEvent>;

  constructor(host: RunContext, emit: Emit<GithubEvent>) {
    this.#host = host;
    this.#emit = emit;
  }

  find(id: number): LiveRun | undefined {
    return this.all.find((run) => run.id === id);
  }

  delete(run: LiveRun): void {
    this.all.splice(this.all.indexOf(run), 1);
  }

  start(home: Repository, workflowFile: WorkflowFile, origin: RunOrigin): LiveRun {
    const { ids, clock } = this.#host;
    const number =
      this.all.filter((run) => run.home === home && run.workflow === workflowFile.file).length + 1;
    const run = new LiveRun({ id: ids.next(), number, home, workflowFile }, origin, clock, this.#emit);
    this.all.push(run);
    run.begin(origin.actor);
    void this.#run(run, () => new Set());
    return run;
  }

  /** @throws RerunError */
  rerun(run: LiveRun, choice: RerunChoice, by: string, debug: boolean): void {
    checkRerun(run, this.#host.clock.now());
    run.debug = debug;
    run.begin(by);
    void this.#run(run, (workflow) => jobsToKeep(run, workflow, choice));
  }

  /**
   * Cancels the attempt of the run.
   *
   * @fact A canceled run | ends 20 ms later (option `statusDelayMs`), if all that runs ends | belief | the 202 says that it comes later, no page how soon
   */
  cancel(run: LiveRun): void {
    this.#toAttempt(run, () => run.cancel());
  }

  /** As `cancel`, but for jobs that go on after a cancel, too. */
  forceCancel(run: LiveRun): void {
    this.#toAttempt(run, () => run.forceCancel());
  }

  /** Ends every run at once; resolves when none runs any more. */
  async stop(): Promise<void> {
    for (const run of this.all) run.forceCancel();
    await Promise.all(this.all.map((run) => run.finished));
  }

  #toAttempt(run: LiveRun, act: () => void): void {
    const { attempt } = run;
    this.#host.statusDelay.follow(() => {
      if (run.attempt === attempt) act();
    });
  }

  #workflowFile(home: Repository, name: string): string | undefined {
    const elsewhere = fileElsewhere(name);
    if (elsewhere === undefined) return home.workflow(name)?.yaml;
    const { repository, file, ref } = elsewhere;
    const of = this.#host.repository(repository);
    const isThere = of !== undefined && (of.fullRef(ref) !== undefined || of.headSha === ref);
    return isThere ? of.workflow(file)?.yaml : undefined;
  }

  /** Never rejects: what is wrong with the workflow is in the run's log. */
  async #run(
    run: LiveRun,
    keep: (workflow: ReturnType<typeof parseWorkflow>) => Set<LiveJob>,
  ): Promise<void> {
    // Whoever started the run gets hold of it before anything happens.
    await nextTurn();
    const { actions, urls, groups } = this.#host;
    let leave = () => {};
    try {
      const { file, yaml } = run.workflowFile;
      const workflow = parseWorkflow(yaml, file, {
        actions: new Set(actions.keys()),
        workflow: (name) => this.#workflowFile(run.home, name),
      });
      const contexts = startContexts(run, urls);
      if (workflow['run-name'] !== undefined) run.title = interpolate(workflow['run-name'], contexts);
      const group = groupOf(workflow.concurrency, contexts);
      leave = await groups.enter(run.repository, group, {
        cancelled: run.cancelled,
        cancel(reason) {
          run.write(reason);
          run.cancel();
        },
        pending: () => run.hold(),
        isAtGate: () => run.status === 'waiting',
      });
      await runAttempt(run, workflow, group, keep(workflow), this.#host);
    } catch (error) {
      if (!run.cancelled.aborted) run.write((error as Error).message);
    }
    leave();
    run.finish();
  }
}
