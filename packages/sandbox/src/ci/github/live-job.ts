import type { Clock } from '../../clock.ts';
import { Stopwatch } from '../base/stopwatch.ts';
import type { Deployment } from './deployment.ts';
import type { DeploymentGate, StatusReport } from './gate.ts';
import type { Annotation, Conclusion, Job, Status, StepResult } from './run.ts';

/** What a job tells its run. */
export interface JobListener {
  moved(job: LiveJob): void;
  wrote(job: LiveJob, line: string): void;
}

/** The server's own side of a job: what the runner moves. */
export class LiveJob implements Job {
  readonly id: number;
  readonly key: string;
  readonly attempt: number;
  readonly matrix: Readonly<Record<string, string | number | boolean>>;
  /** The workflow that it is a job of, as `WorkflowScope` has it. */
  readonly workflowRef: string;
  name: string;
  environment: { name: string; url: string } | null = null;
  deployment: Deployment | null = null;
  /** Where the job waits, or last waited. */
  gate: DeploymentGate | null = null;
  started: Date | null = null;
  ended: Date | null = null;
  outputs: Record<string, string> = {};
  readonly steps: StepResult[] = [];
  readonly annotations: Annotation[] = [];
  readonly summaries: string[] = [];

  readonly #clock: Clock;
  readonly #listener: JobListener;
  readonly #runner: Stopwatch;
  readonly #log: string[] = [];
  #status: Status = 'queued';
  #conclusion: Conclusion | null = null;

  constructor(
    origin: Pick<LiveJob, 'id' | 'key' | 'attempt' | 'matrix' | 'workflowRef' | 'name'>,
    clock: Clock,
    listener: JobListener,
  ) {
    this.id = origin.id;
    this.key = origin.key;
    this.attempt = origin.attempt;
    this.matrix = origin.matrix;
    this.workflowRef = origin.workflowRef;
    this.name = origin.name;
    this.#clock = clock;
    this.#listener = listener;
    this.#runner = new Stopwatch(clock);
  }

  get status(): Status {
    return this.#status;
  }

  get conclusion(): Conclusion | null {
    return this.#conclusion;
  }

  get summary(): string {
    return this.summaries.join('\n');
  }

  get log(): string {
    return this.#log.join('\n');
  }

  get reports(): readonly StatusReport[] {
    return this.gate?.reports ?? [];
  }

  get heldRunnerMs(): number {
    return this.#runner.total;
  }

  moveTo(status: Exclude<Status, 'completed'>): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#runner.run(status === 'in_progress');
    if (status === 'in_progress') this.started = this.#clock.now();
    this.#listener.moved(this);
  }

  complete(conclusion: Conclusion): void {
    this.#runner.run(false);
    this.#status = 'completed';
    this.#conclusion = conclusion;
    this.ended = this.#clock.now();
    this.#listener.moved(this);
  }

  /** @param line masked already */
  write(line: string): void {
    this.#log.push(line);
    this.#listener.wrote(this, line);
  }

  /** Something about the job is wrong that no step said. */
  fail(message: string): void {
    this.annotations.push({ level: 'error', message, properties: {} });
    this.write(`##[error]${message}`);
  }
}

/** `deploy (qa, 2)` for a job of a matrix. */
export function jobName(name: string, matrix: LiveJob['matrix']): string {
  const values = Object.values(matrix);
  return values.length === 0 ? name : `${name} (${values.join(', ')})`;
}
