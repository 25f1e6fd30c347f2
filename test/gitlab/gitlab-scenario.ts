/** A pipeline of GitLab and what people do about it, for the scenarios that only GitLab has. */
import type { GitlabJob, GitlabPipeline, GitlabServer } from '@change-gate/sandbox';
import { describe } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { withTimeout } from '../environment/timeouts.ts';
import { documentedPipeline, gitlab, MISSING_PROGRAMS, PIPELINES, statusOf } from '../gate/gitlab.ts';
import type { CiHarness, GatedBuild, GateInputs } from '../gate/harness.ts';

export const MINIMAL = documentedPipeline(PIPELINES.minimal);

/** The same, but its deployment fails. */
export const FAILING = MINIMAL.replace('script: echo', 'script: exit 1; echo');

const ENDED: readonly GitlabJob['status'][] = ['success', 'failed', 'canceled', 'skipped'];

/** Skipped, and its name says why, where this machine lacks what gitlab-ci-local needs. */
export function describeOnGitLab(name: string, tests: () => void): void {
  const lacking = MISSING_PROGRAMS.length > 0;
  describe.skipIf(lacking)(
    lacking ? `${name} (this machine lacks ${MISSING_PROGRAMS.join(', ')})` : name,
    tests,
  );
}

export class GitlabScenario {
  readonly testEnv: TestEnvironment;
  readonly build: GatedBuild;

  private constructor(testEnv: TestEnvironment, build: GatedBuild) {
    this.testEnv = testEnv;
    this.build = build;
  }

  /** @param prepare what is done on the instance before the pipeline starts */
  static async start(
    ci: CiHarness = gitlab,
    inputs: GateInputs = {},
    prepare: (testEnv: TestEnvironment) => unknown = () => {},
  ): Promise<GitlabScenario> {
    const testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    await prepare(testEnv);
    return new GitlabScenario(testEnv, testEnv.start(ci, inputs));
  }

  static async startAndPause(...args: Parameters<typeof GitlabScenario.start>): Promise<GitlabScenario> {
    const scenario = await GitlabScenario.start(...args);
    await scenario.build.paused.catch(async (error: unknown) => {
      await scenario.close();
      throw error;
    });
    return scenario;
  }

  /** Another pipeline on the same servers, which whoever started them closes. */
  static in(testEnv: TestEnvironment, ci: CiHarness, inputs: GateInputs = {}): GitlabScenario {
    return new GitlabScenario(testEnv, testEnv.start(ci, inputs));
  }

  get id(): number {
    return Number(this.build.id);
  }

  get server(): GitlabServer {
    return this.testEnv.sandbox.gitlab;
  }

  get pipeline(): GitlabPipeline {
    const pipeline = this.server.pipeline(this.id);
    if (pipeline === undefined) throw new Error(`There is no pipeline ${this.id}`);
    return pipeline;
  }

  /** Those that its gates have opened. */
  get changes(): Record<string, string>[] {
    return changesOf(this.testEnv, this.id);
  }

  /** Of its one gate. */
  get registration(): Record<string, string> | undefined {
    const { database } = this.testEnv.sandbox.serviceNow;
    return database.query('x_change_gate_registration', `build_id=${this.id}`)[0];
  }

  /** What people read on the one change. */
  get notes(): string[] {
    const { database } = this.testEnv.sandbox.serviceNow;
    const notes = database.query('sys_journal_field', `element_id=${this.changes[0]?.sys_id}`);
    return notes.map(({ value = '' }) => value);
  }

  /** The newest run of a job. */
  job(name: string): GitlabJob {
    const job = this.pipeline.job(name);
    if (job === undefined) throw new Error(`There is no job ${name}`);
    return job;
  }

  /** Resolves when the newest run of a job has this status. Rejects when it has ended with another. */
  async reaches(name: string, status: GitlabJob['status'], pipeline = this.pipeline): Promise<void> {
    await this.#until(`job ${name} to be ${status}`, () => {
      const job = pipeline.job(name);
      if (job !== undefined && job.status !== status && ENDED.includes(job.status)) {
        throw new Error(`Job ${name} is ${job.status} and will not be ${status}. ${statusOf(pipeline)}`);
      }
      return job?.status === status || undefined;
    });
  }

  /** The pipeline that has this job, or the child that has it, once there is one. */
  pipelineWith(job: string): Promise<GitlabPipeline> {
    return this.#until(`a pipeline with job ${job}`, () =>
      this.server.pipelines.find((pipeline) => pipeline.job(job) !== undefined),
    );
  }

  /** Resolves when a job that runs has said this. */
  async says(name: string, words: string): Promise<void> {
    await this.#until(
      `job ${name} to say "${words}"`,
      () => this.pipeline.job(name)?.trace.includes(words) || undefined,
    );
  }

  /** The newest child of the pipeline, once it stands at its gate. */
  pausedChild(): Promise<GitlabPipeline> {
    return this.#until('a child pipeline to pause', () => {
      const child = this.server.pipelines.findLast(({ upstream }) => upstream?.pipeline === this.id);
      if (ENDED.includes(this.pipeline.status)) {
        throw new Error(`Pipeline ${this.id} ended without a child at its gate. ${statusOf(this.pipeline)}`);
      }
      return child?.status === 'manual' ? child : undefined;
    });
  }

  /** @param look whether it has happened; undefined if not */
  async #until<T>(what: string, look: () => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const lookAgain = () => {
      try {
        const found = look();
        if (found !== undefined) resolve(found);
      } catch (error) {
        reject(error);
      }
    };
    const stop = this.server.on(lookAgain);
    lookAgain();
    return await withTimeout(promise, what, () => statusOf(this.pipeline)).finally(stop);
  }

  /** Approved, and its implementation started; all that follows in ServiceNow and GitLab has begun. */
  async approve(number = this.testEnv.number): Promise<void> {
    const { serviceNow } = this.testEnv.sandbox;
    serviceNow.approveAll(number);
    serviceNow.move(number, 'Implement');
    await this.testEnv.settled();
  }

  close(): Promise<void> {
    return this.testEnv.close();
  }
}

export function changesOf(testEnv: TestEnvironment, pipeline: number): Record<string, string>[] {
  return testEnv.sandbox.serviceNow
    .changes()
    .filter(({ correlation_id: id = '' }) => id.includes(`/${pipeline}:`));
}
