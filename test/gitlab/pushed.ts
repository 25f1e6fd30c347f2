/** A pipeline of GitLab and what people do about it, for the scenarios that only GitLab has. */
import type { GitlabJob, GitlabPipeline, GitlabServer } from '@change-gate/sandbox';
import { describe } from 'vitest';
import { documentedPipeline, gitlab, MISSING, PIPELINES } from '../gate/gitlab.ts';
import type { CiHarness, GatedBuild, GateInputs } from '../gate/harness.ts';
import { startWorld, type World } from '../gate/world.ts';

export const MINIMAL = documentedPipeline(PIPELINES.minimal);

/** Each job is a process of its own, and other tests run at the same time. */
const OPTIONS = { timeout: 120_000 };

/** Skipped, and its name says why, where this machine lacks what gitlab-ci-local needs. */
export function describeOnGitLab(name: string, tests: () => void): void {
  const lacking = MISSING.length > 0;
  describe.skipIf(lacking)(
    lacking ? `${name} (this machine lacks ${MISSING.join(', ')})` : name,
    OPTIONS,
    tests,
  );
}

export class Pushed {
  readonly world: World;
  readonly build: GatedBuild;

  private constructor(world: World, build: GatedBuild) {
    this.world = world;
    this.build = build;
  }

  static async start(ci: CiHarness = gitlab, inputs: GateInputs = {}): Promise<Pushed> {
    const world = await startWorld({}, ci);
    world.listServer(ci);
    return new Pushed(world, world.start(ci, inputs));
  }

  static async startAndPause(ci: CiHarness = gitlab, inputs: GateInputs = {}): Promise<Pushed> {
    const pushed = await Pushed.start(ci, inputs);
    await pushed.build.paused.catch(async (error: unknown) => {
      await pushed.close();
      throw error;
    });
    return pushed;
  }

  get id(): number {
    return Number(this.build.id);
  }

  get server(): GitlabServer {
    return this.world.sandbox.gitlab;
  }

  get pipeline(): GitlabPipeline {
    const pipeline = this.server.pipeline(this.id);
    if (pipeline === undefined) throw new Error(`There is no pipeline ${this.id}`);
    return pipeline;
  }

  /** The newest run of a job. */
  job(name: string): GitlabJob {
    const job = this.pipeline.job(name);
    if (job === undefined) throw new Error(`There is no job ${name}`);
    return job;
  }

  /** Resolves when the newest run of a job has this status. */
  async reaches(name: string, status: GitlabJob['status']): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (this.pipeline.job(name)?.status === status) resolve();
    };
    const stop = this.server.on(look);
    look();
    await promise;
    stop();
  }

  /** Approved, and its implementation started; all that follows in ServiceNow has happened. */
  async approve(number = this.world.number): Promise<void> {
    const { serviceNow } = this.world.sandbox;
    serviceNow.approve(number);
    serviceNow.move(number, 'Implement');
    await serviceNow.idle();
  }

  close(): Promise<void> {
    return this.world.close();
  }
}
