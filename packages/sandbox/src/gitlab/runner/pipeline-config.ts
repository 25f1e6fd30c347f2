/** The jobs of a pipeline, from what gitlab-ci-local makes of the configuration. */
import { parse, parseAllDocuments } from 'yaml';
import type { When } from '../processing.ts';

export interface JobDefinition {
  readonly name: string;
  readonly stage: string;
  readonly stageIndex: number;
  readonly when: When;
  readonly allowFailure: boolean;
  readonly needs: readonly string[] | null;
  /** Of those that it needs, the ones whose artifacts it cannot start without. */
  readonly needsArtifactsOf: readonly string[];
  /** Empty for the runner's own. */
  readonly image: string;
  /** Empty for none. */
  readonly environment: string;
  /** Paths of report files; empty for none. */
  readonly dotenvReport: string;
  readonly annotationsReport: string;
}

/** What jobs may have here. Anything else is refused by name, so that no test passes because it was ignored. */
const KEYWORDS = new Set(
  (
    'stage image script before_script after_script variables rules needs dependencies when allow_failure ' +
    'artifacts environment resource_group interruptible extends inherit tags'
  ).split(' '),
);

interface ListedJob {
  readonly name: string;
  readonly stage: string;
  readonly when: string;
  readonly allow_failure: unknown;
  readonly needs?: readonly {
    readonly job: string;
    readonly artifacts: boolean;
    readonly optional: boolean;
  }[];
}

type Keywords = Readonly<Record<string, unknown>>;

/**
 * @param list    of `--list-json`: jobs with their rules evaluated
 * @param preview of `--preview`: the configuration with everything included and filled in
 * @throws Error naming what the sandbox does not implement
 */
export function readJobs(list: string, preview: string): JobDefinition[] {
  const config = lastDocument(preview);
  const stages = config.stages as readonly string[];
  const listed = (JSON.parse(list) as ListedJob[]).filter((job) => job.when !== 'never');
  const names = new Set(listed.map((job) => job.name));
  return listed.map((job) => {
    const keywords = config[job.name] as Keywords | undefined;
    if (keywords === undefined) throw notImplemented('parallel', job.name);
    for (const keyword of Object.keys(keywords)) {
      if (!KEYWORDS.has(keyword)) throw notImplemented(keyword, job.name);
    }
    const reports = record(record(keywords.artifacts).reports);
    const needs = job.needs?.filter((need) => names.has(need.job) || !need.optional) ?? null;
    return {
      name: job.name,
      stage: job.stage,
      stageIndex: stages.indexOf(job.stage),
      when: when(job),
      allowFailure: job.allow_failure === true,
      needs: needs?.map((need) => need.job) ?? null,
      needsArtifactsOf: needs?.filter((need) => need.artifacts).map((need) => need.job) ?? [],
      image: nameOf(keywords.image),
      environment: nameOf(keywords.environment),
      dotenvReport: text(reports.dotenv),
      annotationsReport: text(reports.annotations),
    };
  });
}

function lastDocument(yaml: string): Keywords {
  const documents = parseAllDocuments(yaml);
  return documents.length > 1 ? (documents.at(-1)?.toJS() as Keywords) : (parse(yaml) as Keywords);
}

function when(job: ListedJob): When {
  if (['on_success', 'on_failure', 'always', 'manual'].includes(job.when)) return job.when as When;
  throw notImplemented(`when: ${job.when}`, job.name);
}

/** `image: x` and `image: {name: x}`; `environment` likewise. */
function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : text(record(value).name);
}

function record(value: unknown): Keywords {
  return typeof value === 'object' && value !== null ? (value as Keywords) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function notImplemented(what: string, job: string): Error {
  return new Error(`The sandbox's GitLab does not implement \`${what}\` (in job ${job})`);
}
