import type { Clock } from '../../clock.ts';
import type { LiveJob } from './live-job.ts';
import type { Pipeline, PipelineOrigin, PipelineStatus } from './pipeline.ts';
import { PipelineProgress } from './pipeline-progress.ts';

/** What is known of a pipeline: where it comes from, its jobs, and how far it is. */
export class PipelineRecord implements Pipeline {
  readonly id: number;
  readonly iid: number;
  readonly project: string;
  readonly ref: string;
  readonly tag: boolean;
  readonly mergeRequest: Pipeline['mergeRequest'];
  readonly user: string;
  readonly webUrl: string;
  readonly source: Pipeline['source'];
  readonly upstream: Pipeline['upstream'];
  readonly createdAt: Date;
  readonly jobs: LiveJob[] = [];
  sha = '';
  configError = '';
  protected readonly progress: PipelineProgress;

  constructor(origin: PipelineOrigin, clock: Clock) {
    this.id = origin.id;
    this.iid = origin.iid;
    this.project = origin.project;
    this.ref = origin.ref;
    this.tag = origin.tag;
    this.mergeRequest = origin.mergeRequest;
    this.user = origin.user;
    this.webUrl = origin.webUrl;
    this.source = origin.source;
    this.upstream = origin.upstream;
    this.createdAt = clock.now();
    this.progress = new PipelineProgress(clock);
  }

  get status(): PipelineStatus {
    return this.progress.status;
  }

  get paused(): Promise<void> {
    return this.progress.paused;
  }

  get finished(): Promise<PipelineStatus> {
    return this.progress.finished;
  }

  get heldRunnerMs(): number {
    return this.progress.heldRunnerMs;
  }

  get pausedMs(): number {
    return this.progress.pausedMs;
  }

  get log(): string {
    const traces = this.jobs.flatMap((job) => job.lines.map((line) => `${job.name} | ${line}`));
    return [...(this.configError === '' ? [] : [this.configError]), ...traces].join('\n');
  }

  job(name: string): LiveJob | undefined {
    return this.jobs.findLast((job) => job.name === name);
  }

  /** The newest run of every job, in the order of the configuration. */
  get current(): LiveJob[] {
    return this.jobs.filter((job) => !job.superseded);
  }
}
