import type { JobDefinition } from './definition/pipeline.ts';
import type { Job, JobStatus, Pipeline } from './pipeline.ts';
import type { Processable } from './processing.ts';

/** A pipeline as the job that has started it needs it. */
export interface ChildPipeline extends Pipeline {
  cancelAll(): void;
}

/** The server's own side of one run of a job. */
export class LiveJob implements Job, Processable {
  readonly id: number;
  readonly definition: JobDefinition;
  readonly webUrl: string;
  readonly createdAt: Date;
  startedAt: Date | null = null;
  finishedAt: Date | null = null;
  status: JobStatus = 'created';
  superseded = false;
  user: string;
  playedBy: string | null = null;
  dotenv = '';
  annotations = '';
  failureReason = '';
  /** Variables that came with a play. */
  readonly playVariables: Record<string, string> = {};
  readonly lines: string[] = [];
  /** Of a trigger job: the pipeline that it has started. */
  child: ChildPipeline | null = null;
  /** Stops the process of a running job. */
  readonly stop = new AbortController();

  constructor(id: number, definition: JobDefinition, user: string, webUrl: string, createdAt: Date) {
    this.id = id;
    this.definition = definition;
    this.user = user;
    this.webUrl = webUrl;
    this.createdAt = createdAt;
  }

  get name(): string {
    return this.definition.name;
  }

  get stage(): string {
    return this.definition.stage;
  }

  get stageIndex(): number {
    return this.definition.stageIndex;
  }

  get when(): JobDefinition['when'] {
    return this.definition.when;
  }

  /** Whether it is one that a person may start (app/models/ci/processable.rb, `ACTIONABLE_WHEN`). */
  get playable(): boolean {
    return this.when === 'manual' || this.when === 'delayed';
  }

  get allowFailure(): boolean {
    return this.definition.allowFailure;
  }

  get needs(): readonly string[] | null {
    return this.definition.needs;
  }

  get bridge(): boolean {
    return this.definition.trigger !== null;
  }

  get downstream(): number | null {
    return this.child?.id ?? null;
  }

  /** Whether it is for the runner, or for GitLab itself, to begin. A bridge that waits for its child is not. */
  get startable(): boolean {
    return this.status === 'pending' && this.child === null;
  }

  get trace(): string {
    return this.lines.join('\n');
  }

  get ended(): boolean {
    return ['success', 'failed', 'canceled', 'skipped'].includes(this.status);
  }
}
