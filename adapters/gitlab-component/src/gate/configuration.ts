/** What a pipeline is made of, where GitLab's lists of its jobs do not tell. */
import { readYaml } from '@change-gate/core';
import { credentials } from '../approval/gitlab.ts';
import { type AskedPipeline, isOf, listAllJobs } from './pipeline-jobs.ts';

export type Keywords = Readonly<Record<string, unknown>>;

export interface Configuration {
  /** Without those that their rules leave out, if GitLab lists the jobs of the pipeline. */
  readonly jobs: readonly ConfiguredJob[];
  /** In their order. */
  readonly stages: readonly string[];
  /** All of it: jobs, hidden ones too, by name, and what is at the top. */
  readonly keywords: Keywords;
}

/** Of a pipeline that names none (GitLab docs, `stages`). */
const DEFAULT_STAGES = ['build', 'test', 'deploy'];

/** A job by its keywords: one also where `parallel` makes several of it. */
export interface ConfiguredJob {
  readonly name: string;
  readonly stage: string;
  /** Names of jobs; null where it waits for all earlier stages. */
  readonly needs: readonly string[] | null;
  readonly keywords: Keywords;
}

/**
 * The configuration of a commit with its includes and `extends` resolved (GitLab docs, "CI Lint API"). A job token may not
 * read it.
 * @param gate the name of a job that this pipeline has
 * @param sha  of the pipeline's commit
 * @returns empty where GitLab does not give it. Also where that has no such job: it is then the configuration of a parent
 *   pipeline, and this one is a child, whose file GitLab does not show
 */
export async function readConfiguration(
  gate: string,
  sha: string | undefined,
  pipeline: AskedPipeline,
): Promise<Configuration> {
  const text = await mergedYaml(sha, pipeline).catch(() => null);
  const read = text === null ? {} : keywordsOf(await readYaml(text).catch(() => null));
  const keywords = Object.hasOwn(read, gate) ? read : {};
  const configured = jobsOf(keywords);
  const listed = configured.length === 0 ? null : await listAllJobs(pipeline);
  const jobs = configured.filter((job) => listed === null || listed.some(({ name }) => isOf(name, job.name)));
  return { jobs, stages: listOf(keywords.stages ?? DEFAULT_STAGES).map(String), keywords };
}

function jobsOf(configuration: Keywords): ConfiguredJob[] {
  return Object.keys(configuration)
    .filter((name) => !name.startsWith('.'))
    .map((name) => {
      const keywords = keywordsOf(configuration[name]);
      const { stage = 'test', needs } = keywords;
      return { name, stage: String(stage), needs: needs === undefined ? null : neededBy(needs), keywords };
    });
}

/** The command of the component's jobs, by either way of its delivery. */
const COMMAND =
  /^(?:change-gate|npx (?:--yes )?"?@change-gate\/gitlab-component(?:@[^\s"]+)?"?) (open|verify|close|cancel|check)$/;

/** Whether a job verifies the change before it does anything else, or does nothing but what the component's jobs do. */
export function needsNoGate({ before_script: before, script }: Keywords): boolean {
  const commands = [...listOf(before), ...listOf(script)].map(
    (line) => COMMAND.exec(String(line).trim())?.[1],
  );
  return commands[0] === 'verify' || (commands.length > 0 && !commands.includes(undefined));
}

/** `needs: job`, and a list of names and of `{job: name}`. */
function neededBy(needs: unknown): string[] {
  return listOf(needs).map((need) => String(typeof need === 'string' ? need : keywordsOf(need).job));
}

export function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat(Number.POSITIVE_INFINITY);
}

export function keywordsOf(value: unknown): Keywords {
  return typeof value === 'object' && value !== null ? (value as Keywords) : {};
}

/** @returns null where GitLab does not give it */
async function mergedYaml(
  sha: string | undefined,
  { server, project, callbackToken, http }: AskedPipeline,
): Promise<string | null> {
  if (callbackToken === undefined || !sha) return null;
  const url = `${server}/projects/${project}/ci/lint?sha=${sha}`;
  const { status, body } = await http({ method: 'GET', url, headers: credentials(callbackToken) });
  const answer = status === 200 ? keywordsOf(JSON.parse(body)) : {};
  return typeof answer.merged_yaml === 'string' ? answer.merged_yaml : null;
}
