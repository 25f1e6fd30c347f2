/** The jobs of a pipeline, from what gitlab-ci-local makes of the configuration. */
import { PipelineError } from '../../base/pipeline-error.ts';
import type { When } from '../processing.ts';
import { withDefaults, withoutDefaults } from './defaults.ts';
import type { Expansion } from './gitlab-ci-local.ts';
import { notImplemented } from './not-implemented.ts';
import { type Instance, instancesOf } from './parallel.ts';
import { type Retry, readRetry } from './retry.ts';
import { readSecrets, type Secret } from './secrets.ts';
import { startInMs } from './start-in.ts';
import { readTrigger, type Trigger } from './trigger.ts';

export interface JobDefinition {
  readonly name: string;
  readonly stage: string;
  readonly stageIndex: number;
  readonly when: When;
  /** How long a delayed job waits when it is its turn. */
  readonly startInMs: number;
  readonly allowFailure: boolean;
  readonly needs: readonly string[] | null;
  /** Of those that it needs, the ones whose artifacts it cannot start without. */
  readonly needsArtifactsOf: readonly string[];
  /** Empty for the runner's own. */
  readonly image: string;
  /** Empty for none. */
  readonly environment: string;
  /** Whether it deploys to that: other jobs stop it, or look at it. */
  readonly deploys: boolean;
  /** Whose artifacts it gets, of those before it; null for all of them. */
  readonly dependencies: readonly string[] | null;
  /** Lines of bash. */
  readonly script: readonly string[];
  readonly afterScript: readonly string[];
  readonly artifacts: ArtifactsDefinition;
  /** Of a job that starts a child pipeline; null for one that a runner runs. */
  readonly trigger: Trigger | null;
  /** Its own and the pipeline's, as they are written: what a child pipeline is given. */
  readonly variables: Readonly<Record<string, string>>;
  /** By the variable that holds each: whom it is for, in which variables may be named. */
  readonly idTokens: Readonly<Record<string, string | readonly string[]>>;
  readonly interruptible: boolean;
  readonly retry: Retry;
  /** By the variable that gets each. */
  readonly secrets: Readonly<Record<string, Secret>>;
}

export interface ArtifactsDefinition {
  /** Files and folders below the job's folder, as patterns. */
  readonly paths: readonly string[];
  readonly when: 'on_success' | 'on_failure' | 'always';
  /** Paths of report files; empty for none. */
  readonly dotenv: string;
  readonly annotations: string;
}

/** What jobs may have here; anything else is refused. */
const KEYWORDS = new Set(
  (
    'stage image script before_script after_script variables rules needs dependencies when allow_failure ' +
    'artifacts environment id_tokens secrets resource_group interruptible extends inherit tags ' +
    'manual_confirmation parallel retry cache timeout coverage start_in'
  ).split(' '),
);
const TRIGGER_KEYWORDS = new Set(
  'stage trigger variables rules needs when allow_failure resource_group interruptible extends inherit'.split(
    ' ',
  ),
);

/** `expire_in` comes when `expireArtifacts` says so; the others have no effect on jobs. */
const ARTIFACTS_KEYWORDS = new Set('paths reports when expire_in name expose_as public access'.split(' '));

interface ListedJob {
  readonly name: string;
  readonly stage: string;
  readonly when: string;
  readonly allow_failure: unknown;
  readonly needs?: readonly {
    readonly job: string;
    readonly artifacts: boolean;
    readonly optional: boolean;
    readonly parallel?: unknown;
  }[];
}

type Keywords = Readonly<Record<string, unknown>>;

/** A job as gitlab-ci-local lists it, and as GitLab makes it. */
interface FoundJob extends Instance {
  readonly listed: ListedJob;
  readonly keywords: Keywords;
}

/**
 * @throws PipelineError naming, job by job, what the sandbox does not implement, or with GitLab's words for a
 *   pipeline that it refuses
 */
export function readJobs({ jobs, configuration }: Expansion): JobDefinition[] {
  const found = findJobs(JSON.parse(jobs), configuration).filter(({ listed }) => listed.when !== 'never');
  const names = new Set(found.map((job) => job.name));
  const refusals: string[] = [];
  const definitions = found.flatMap((job) => {
    try {
      return [readJob(job, names, configuration)];
    } catch (error) {
      refusals.push((error as PipelineError).message);
      return [];
    }
  });
  if (refusals.length > 0) throw new PipelineError(refusals.join('\n'));
  return definitions;
}

/** gitlab-ci-local lists the jobs of one with `parallel` in GitLab's order, under names of its own: `deploy: [eu,prod]`. */
function findJobs(listed: readonly ListedJob[], configuration: Keywords): FoundJob[] {
  const instances = new Map<string, Instance[]>();
  return listed.map((job) => {
    const base = Object.hasOwn(configuration, job.name) ? job.name : job.name.replace(/: \[[^[]*\]$/, '');
    const keywords = configuration[base] as Keywords;
    const left = instances.get(base) ?? namesOf(base, configuration);
    const [instance = { name: job.name, variables: {} }, ...rest] = left;
    instances.set(base, rest);
    return { ...instance, listed: job, keywords: withDefaults(keywords, configuration) };
  });
}

function namesOf(job: string, configuration: Keywords): Instance[] {
  const { parallel } = record(configuration[job]);
  return parallel === undefined ? [{ name: job, variables: {} }] : instancesOf(job, parallel);
}

/** @param names of all jobs that the pipeline has */
function readJob(
  { name, variables, listed, keywords }: FoundJob,
  names: ReadonlySet<string>,
  configuration: Keywords,
): JobDefinition {
  const trigger = readTrigger(keywords.trigger, name);
  const own = trigger === null ? keywords : withoutDefaults(record(configuration[name]), configuration);
  for (const keyword of Object.keys(own)) {
    if (!(trigger === null ? KEYWORDS : TRIGGER_KEYWORDS).has(keyword)) throw notImplemented(keyword, name);
  }
  const rules = (keywords.rules ?? []) as readonly Keywords[];
  if (rules.some((rule) => rule.variables !== undefined)) throw notImplemented('rules: variables', name);
  const needs =
    listed.needs
      ?.flatMap((need) => {
        const needed = need.parallel
          ? instancesOf(need.job, need.parallel)
          : namesOf(need.job, configuration);
        return needed.map((instance) => ({ ...need, job: instance.name }));
      })
      .filter((need) => names.has(need.job) || !need.optional) ?? null;
  const absent = needs?.find((need) => !names.has(need.job));
  if (absent !== undefined) throw new PipelineError(neededAndAbsent(name, absent.job));
  const dependencies = keywords.dependencies as readonly string[] | undefined;
  return {
    name,
    stage: listed.stage,
    stageIndex: (configuration.stages as readonly string[]).indexOf(listed.stage),
    when: when(listed),
    startInMs: listed.when === 'delayed' ? startInMs(keywords, name) : 0,
    allowFailure: allowsFailure(listed, keywords),
    needs: needs?.map((need) => need.job) ?? null,
    needsArtifactsOf: needs?.filter((need) => need.artifacts).map((need) => need.job) ?? [],
    image: nameOf(keywords.image),
    environment: nameOf(keywords.environment),
    deploys:
      keywords.environment !== undefined && (record(keywords.environment).action ?? 'start') === 'start',
    dependencies:
      dependencies?.flatMap((job) => namesOf(job, configuration).map((instance) => instance.name)) ?? null,
    script: [...lines(keywords.before_script), ...lines(keywords.script)],
    afterScript: lines(keywords.after_script),
    artifacts: artifacts(record(keywords.artifacts), name),
    trigger,
    variables: {
      ...inherited(configuration.variables, keywords.inherit),
      ...texts(keywords.variables),
      ...variables,
    },
    idTokens: audiences(keywords.id_tokens),
    interruptible: keywords.interruptible === true,
    retry: readRetry(keywords.retry),
    secrets: readSecrets(keywords.secrets, name),
  };
}

function audiences(idTokens: unknown): JobDefinition['idTokens'] {
  const entries = Object.entries(record(idTokens));
  return Object.fromEntries(
    entries.map(([name, token]) => {
      const { aud } = record(token);
      return [name, Array.isArray(aud) ? lines(aud) : text(aud)];
    }),
  );
}

function artifacts(keywords: Keywords, job: string): ArtifactsDefinition {
  for (const keyword of Object.keys(keywords)) {
    if (!ARTIFACTS_KEYWORDS.has(keyword)) throw notImplemented(`artifacts: ${keyword}`, job);
  }
  const reports = record(keywords.reports);
  return {
    paths: lines(keywords.paths),
    when: (keywords.when ?? 'on_success') as ArtifactsDefinition['when'],
    dotenv: text(reports.dotenv),
    annotations: text(reports.annotations),
  };
}

/** Of the pipeline's variables, those that a job takes. */
function inherited(variables: unknown, inherit: unknown): Record<string, string> {
  const { variables: taken = true } = record(inherit);
  const all = texts(variables);
  if (!Array.isArray(taken)) return taken === false ? {} : all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => taken.includes(name)));
}

/**
 * gitlab-ci-local runs the job instead.
 * @fact `needs` of a job that is not in the pipeline | the pipeline is not made | source |
 *   lib/gitlab/ci/pipeline/seed/build.rb
 */
function neededAndAbsent(job: string, needed: string): string {
  return (
    `'${job}' job needs '${needed}' job, but '${needed}' does not exist in the pipeline. This might be because of the ` +
    'only, except, or rules keywords. To need a job that sometimes does not exist in the pipeline, use needs:optional.'
  );
}

function when(job: ListedJob): When {
  if (['on_success', 'on_failure', 'always', 'manual', 'delayed'].includes(job.when)) return job.when as When;
  throw notImplemented(`when: ${job.when}`, job.name);
}

/**
 * @fact `when: manual` | blocks with `allow_failure: false`; where that is left out, it is true for a job that has `when: manual` of its
 *   own, also beside `rules`, and false for one that has it of a rule | source | lib/gitlab/ci/config/entry/job.rb, `ignored?`;
 *   lib/gitlab/ci/build/rules.rb
 */
function allowsFailure(job: ListedJob, { allow_failure: own, rules }: Keywords): boolean {
  return job.allow_failure === true || (job.when === 'manual' && rules === undefined && own === undefined);
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

/** Of one text, or several. */
function lines(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

/** Of a block of variables; one with a description is an object that holds its value. */
function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).map(([name, given]) => [
      name,
      String(typeof given === 'object' ? (record(given).value ?? '') : given),
    ]),
  );
}
