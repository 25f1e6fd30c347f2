/**
 * How the deployment behind a gate went, by what GitLab shows: all jobs of the stages that deploy, and the pipelines that they
 * start. Whether a job has `allow_failure` does not count: to GitLab it has succeeded then, but it has not deployed.
 */
import { type AskedPipeline, type ListedJob, listAllJobs, listJobs } from './pipeline-jobs.ts';

/** A gate, and what it lets go on. */
export interface GatedStages {
  /** Of the names of the gate's jobs. */
  readonly prefix: string;
  /** The stages that deploy. */
  readonly stages: readonly string[];
  /** `none` where no job of these stages starts a pipeline: then it does no harm that GitLab does not show those jobs. */
  readonly triggers?: 'none' | undefined;
}

/** The stages that the input `deploy-stages` names. */
export function stagesOf(text = 'deploy'): string[] {
  return text.split(',').map((stage) => stage.trim());
}

export type Deployment =
  | { readonly state: 'not begun' }
  /** GitLab does not show all jobs. */
  | { readonly state: 'hidden' }
  /** Something may still be deployed, or nobody can see whether. */
  | { readonly state: 'going'; readonly why: string }
  /** Nothing runs, but a person may still have something deployed. */
  | { readonly state: 'waits'; readonly why: string }
  | {
      readonly state: 'over';
      readonly outcome: 'success' | 'failed' | 'canceled' | 'skipped';
      readonly why: string;
    };

/** A run of the gate with one of these has let nothing be deployed. */
const NOT_PASSED = ['created', 'manual', 'failed', 'canceled', 'skipped'];

/** Nothing of such a job runs, nor will unless a person starts it. */
export const ENDED = ['success', 'failed', 'canceled', 'skipped', 'manual'];

/** What follows the prefix in the names of the component's jobs. */
const MARKER = ':deployment-over';
const COMPONENT_JOBS = [':open', ':gate', MARKER, ':close', ':cancel'];

export async function deploymentOf(gated: GatedStages, pipeline: AskedPipeline): Promise<Deployment> {
  const { prefix, stages } = gated;
  const name = `${prefix}:gate`;
  const jobs = await listJobs(pipeline, 'jobs');
  const gate = jobs?.find((job) => job.name === name);
  if (gate !== undefined && NOT_PASSED.includes(gate.status)) {
    // What an earlier run has let go on goes on when somebody runs the gate again.
    const runs = await listJobs(pipeline, 'runs');
    if (runs === null) return { state: 'hidden' };
    if (!runs.some((run) => run.name === name && run.status === 'success')) return { state: 'not begun' };
  }
  const all = await jobsOf(gated, pipeline);
  if (all === null) return { state: 'hidden' };
  if (gate === undefined) return { state: 'going', why: `this pipeline has no job ${name}` };
  if (![...NOT_PASSED, 'success'].includes(gate.status))
    return { state: 'going', why: `job ${name} is ${gate.status}` };
  const deploying = withoutComponent(all).filter(({ stage }) => stages.includes(stage));
  const isWhole = gated.triggers !== 'none' || (await listJobs(pipeline, 'bridges')) !== null;
  return summary(await results(deploying, { all, isWhole }, pipeline), stages);
}

/** @returns all jobs of the pipeline; null where GitLab does not show those that count */
export async function jobsOf(
  { triggers }: GatedStages,
  pipeline: AskedPipeline,
): Promise<readonly ListedJob[] | null> {
  return (await listAllJobs(pipeline)) ?? (triggers === 'none' ? await listJobs(pipeline, 'jobs') : null);
}

/** Without the jobs of this gate, and of others in the same pipeline. */
export function withoutComponent(all: readonly ListedJob[]): ListedJob[] {
  return without(all, COMPONENT_JOBS);
}

/** What a job that deploys may have waited for: the gates, also of others, are among it. */
function whatHoldsBack(all: readonly ListedJob[]): ListedJob[] {
  return without(all, [MARKER, ':close', ':cancel']);
}

/** Without those that end a change. */
export function withoutCancel(all: readonly ListedJob[]): ListedJob[] {
  return without(all, [':cancel']);
}

/** @param jobs of the component, by what follows the prefix */
function without(all: readonly ListedJob[], jobs: readonly string[]): ListedJob[] {
  const prefixes = all.flatMap(({ name }) => (name.endsWith(MARKER) ? [name.slice(0, -MARKER.length)] : []));
  const names = prefixes.flatMap((prefix) => jobs.map((job) => prefix + job));
  return all.filter(({ name }) => !names.includes(name));
}

interface Result {
  readonly word: 'success' | 'failed' | 'canceled' | 'skipped' | 'waits' | 'going';
  readonly why: string;
}

/** What GitLab shows of a pipeline. */
interface Shown {
  readonly all: readonly ListedJob[];
  /** Whether it shows the jobs that start a pipeline, too. */
  readonly isWhole: boolean;
}

/** @param shown the jobs whose ends say why one of these was skipped */
async function results(
  deploying: readonly ListedJob[],
  shown: Shown,
  pipeline: AskedPipeline,
): Promise<Result[]> {
  const found: Result[] = [];
  for (const job of deploying) {
    if (job.status === 'skipped') found.push(...skipped(job, shown));
    else if (job.status === 'success' && job.downstream_pipeline !== undefined) {
      found.push(...(await ofStarted(job, pipeline)));
    } else found.push(own(job));
  }
  return found;
}

function own({ name, status, failure_reason: reason }: ListedJob): Result {
  // GitLab's word for what was not the job's own doing: `failed_outdated_deployment_job`.
  const isOwn = !reason || reason === 'script_failure';
  const why = `job ${name} is ${status}${isOwn ? '' : ` (${reason})`}`;
  if (status === 'success' || status === 'failed' || status === 'canceled') return { word: status, why };
  if (status !== 'manual') return { word: 'going', why };
  return { word: 'waits', why: `job ${name} waits for somebody to play it` };
}

/** A job that is skipped where nothing has failed is one for failures, like a rollback. */
function skipped({ name }: ListedJob, { all, isWhole }: Shown): Result[] {
  const why = `job ${name} is skipped`;
  const before = whatHoldsBack(all);
  const stopped = before.some(
    ({ status, allow_failure }) => /^(failed|canceled)$/.test(status) && !allow_failure,
  );
  if (stopped) return [{ word: 'skipped', why }];
  const waiting = before.find(({ status }) => status === 'manual');
  if (waiting === undefined && !isWhole) {
    return [
      {
        word: 'going',
        why: `${why}, and GitLab does not show the jobs that start a pipeline, which may be why`,
      },
    ];
  }
  if (waiting === undefined) return [];
  return [{ word: 'waits', why: `${why}, and job ${waiting.name} waits for somebody to play it` }];
}

/** Of a job that has started a pipeline: how that one went, all of it. */
async function ofStarted({ name, downstream_pipeline }: ListedJob, asking: AskedPipeline): Promise<Result[]> {
  const { id, project_id } = downstream_pipeline ?? {};
  const started = { ...asking, project: String(project_id), pipeline: String(id) };
  const all = id === undefined ? null : await listAllJobs(started);
  // One that has started has jobs.
  if (all === null || all.length === 0) {
    return [
      { word: 'going', why: `GitLab does not show the jobs of the pipeline that job ${name} has started` },
    ];
  }
  const within = await results(withoutComponent(all), { all, isWhole: true }, started);
  return within.map(({ word, why }) => ({
    word,
    why: `${why} in the pipeline that job ${name} has started`,
  }));
}

function summary(found: readonly Result[], stages: readonly string[]): Deployment {
  const first = (...words: readonly Result['word'][]) => found.find(({ word }) => words.includes(word));
  const going = first('going');
  if (going !== undefined) return { state: 'going', why: going.why };
  for (const outcome of ['failed', 'canceled', 'skipped'] as const) {
    const result = first(outcome);
    if (result !== undefined) return { state: 'over', outcome, why: result.why };
  }
  const waits = first('waits');
  if (waits !== undefined) return { state: 'waits', why: waits.why };
  if (first('success') !== undefined)
    return { state: 'over', outcome: 'success', why: 'all its jobs have succeeded' };
  return { state: 'over', outcome: 'skipped', why: `no job of stage ${stages.join(', ')} has run` };
}
