import type { Clock } from '../../clock.ts';
import { BuildLifecycle } from '../base/build-lifecycle.ts';
import type { Emit } from '../base/events.ts';
import { Stopwatch } from '../base/stopwatch.ts';
import type { Build, BuildOrigin, BuildStatus, FinalStatus, GitContext, StepResult } from './build.ts';
import type { CodefreshEvent } from './events.ts';
import type { Gate } from './gate.ts';

/** The server's own side of a build: what the runner moves. */
export class LiveBuild implements Build {
  readonly id: string;
  readonly pipelineName: string;
  readonly initiator: string;
  readonly git: GitContext;
  readonly created: Date;
  started: Date | null = null;
  ended: Date | null = null;
  readonly steps: StepResult[] = [];
  readonly outputs: Record<string, string> = {};
  /** Where the build stands at an approval, or last stood. */
  gate: Gate | null = null;

  readonly #clock: Clock;
  readonly #emit: Emit<CodefreshEvent>;
  readonly #encrypted: readonly string[];
  readonly #stop = new AbortController();
  readonly #lifecycle = new BuildLifecycle<FinalStatus>();
  readonly #runner: Stopwatch;
  readonly #pause: Stopwatch;
  readonly #log: string[] = [];
  #status: BuildStatus = 'pending';

  /** @param encrypted values of encrypted variables, which the log masks */
  constructor(origin: BuildOrigin, encrypted: readonly string[], clock: Clock, emit: Emit<CodefreshEvent>) {
    this.id = origin.id;
    this.pipelineName = origin.pipelineName;
    this.initiator = origin.initiator;
    this.git = origin.git;
    this.created = clock.now();
    this.#encrypted = encrypted.filter((value) => value !== '');
    this.#clock = clock;
    this.#emit = emit;
    this.#runner = new Stopwatch(clock);
    this.#pause = new Stopwatch(clock);
  }

  get status(): BuildStatus {
    return this.#status;
  }

  get log(): string {
    return this.#log.join('\n');
  }

  get paused(): Promise<void> {
    return this.#lifecycle.paused;
  }

  get finished(): Promise<FinalStatus> {
    return this.#lifecycle.finished;
  }

  get heldRunnerMs(): number {
    return this.#runner.total;
  }

  get pausedMs(): number {
    return this.#pause.total;
  }

  /** Aborted when the build is to be stopped. */
  get stop(): AbortSignal {
    return this.#stop.signal;
  }

  moveTo(status: BuildStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    if (status === 'running') this.started ??= this.#clock.now();
    this.#pause.run(status === 'pending-approval');
    this.#emit({ type: 'build', build: this.id, status });
    if (status === 'pending-approval') this.#lifecycle.pause();
  }

  /** @param held whether a runner works for the build from now on */
  holdRunner(held: boolean): void {
    this.#runner.run(held);
  }

  /** Nothing of the build runs any more. */
  finish(status: FinalStatus): void {
    this.holdRunner(false);
    this.ended = this.#clock.now();
    this.moveTo(status);
    this.#lifecycle.finish(
      status,
      `Build ${this.id} ended (${status}) without a pause. Its log:\n${this.log}`,
    );
  }

  /** Somebody stops the build; the runner ends it. */
  terminate(): void {
    if (this.ended !== null || this.stop.aborted) return;
    this.moveTo('terminating');
    this.#stop.abort();
  }

  write(text: string): void {
    let line = text;
    for (const value of this.#encrypted) line = line.replaceAll(value, '*****');
    this.#log.push(line);
    this.#emit({ type: 'log', build: this.id, line });
  }

  addStep(name: string): void {
    this.steps.push({ name, status: 'pending', outputs: {}, outputUrl: null, decidedBy: null, error: null });
  }

  updateStep(name: string, change: Partial<Omit<StepResult, 'name'>>): void {
    const index = this.steps.findIndex((step) => step.name === name);
    const step = this.steps[index];
    if (step === undefined) throw new Error(`Build ${this.id} has no step ${name}`);
    this.steps[index] = { ...step, ...change };
    if (change.status !== undefined)
      this.#emit({ type: 'step', build: this.id, step: name, status: change.status });
  }
}
