/** Reusable workflows: what a job hands to the workflow that it calls. */
import { PipelineError } from '../../base/pipeline-error.ts';
import type { Permissions } from '../options.ts';
import { type Contexts, interpolate } from './expression.ts';
import { notImplemented } from './not-implemented.ts';
import { excess } from './permissions.ts';
import type { CallJobShape, WorkflowShape } from './shape.ts';
import type { WorkflowCall } from './triggers.ts';

/** `globex/platform/.github/workflows/deploy.yml@v1` */
const ELSEWHERE = /^([^/@]+\/[^/@]+)\/\.github\/workflows\/([^/@]+)@(.+)$/;

/** A workflow file of another repository than the run's. */
export interface FileElsewhere {
  /** `owner/name` */
  readonly repository: string;
  readonly file: string;
  /** A branch, a tag or a commit. */
  readonly ref: string;
}

/** @returns undefined for a file of the run's own repository, `deploy.yml` */
export function fileElsewhere(file: string): FileElsewhere | undefined {
  const [, repository, name, ref] = ELSEWHERE.exec(file) ?? [];
  if (repository === undefined || name === undefined || ref === undefined) return undefined;
  return { repository, file: name, ref };
}

/**
 * @fact `./.github/workflows/x.yml` in a called workflow | is a file of the called workflow's repository, at the same commit |
 *   documented | changelog, January 2022; reuse-workflows
 * @param callers files of the workflows that lead to the call, the one with the job last
 * @returns the workflow that a job calls: its file, or as `uses` names it where that is in another repository
 * @throws PipelineError
 */
export function readCalledWorkflow(
  { uses }: CallJobShape,
  where: string,
  callers: readonly string[],
): string {
  const [, local] = /^\.\/\.github\/workflows\/([^/]+)$/.exec(uses) ?? [];
  const caller = fileElsewhere(callers.at(-1) ?? '');
  const beside =
    local !== undefined && caller !== undefined
      ? `${caller.repository}/.github/workflows/${local}@${caller.ref}`
      : local;
  const file = beside ?? (fileElsewhere(uses) && uses);
  if (file === undefined) throw notImplemented(`uses: ${uses}`, where);
  if (callers.includes(file))
    throw new PipelineError(`${where}: ${uses} calls itself: ${[...callers, file].join(' -> ')}`);
  return file;
}

/**
 * @fact A job that calls a workflow with inputs, secrets or permissions that do not fit | the run fails before
 *   any job, in the words of the workflow parser | source | actions/runner, WorkflowTemplateConverter
 * @throws PipelineError unless the workflow can be called so
 */
export function checkCall(job: CallJobShape, called: WorkflowShape, allowed: Permissions): void {
  const { workflow_call: declared } = called.on;
  if (declared === undefined) {
    throw new PipelineError(
      `error parsing called workflow "${job.uses}": workflow is not reusable as it is missing a \`on.workflow_call\` trigger`,
    );
  }
  checkNames('Input', declared.inputs, job.with);
  if (job.secrets !== 'inherit') checkNames('Secret', declared.secrets, job.secrets);
  const asking = [
    ['workflow', called.permissions] as const,
    ...Object.entries(called.jobs).map(
      ([key, { permissions }]) => [`nested job '${key}'`, permissions] as const,
    ),
  ];
  for (const [who, permissions] of asking) {
    const words = excess(permissions, allowed);
    if (words !== null) throw new PipelineError(`Error calling workflow '${job.uses}'. The ${who} ${words}.`);
  }
}

function checkNames(
  kind: 'Input' | 'Secret',
  declared: Readonly<Record<string, { readonly required?: boolean | undefined } | null>>,
  given: Readonly<Record<string, unknown>>,
): void {
  const absent = Object.entries(declared).find(
    ([name, each]) => each?.required && !Object.hasOwn(given, name),
  );
  if (absent !== undefined) throw new PipelineError(notProvided(kind, absent[0]));
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(declared, name));
  if (unknown !== undefined) {
    throw new PipelineError(
      `Invalid ${kind.toLowerCase()}, ${unknown} is not defined in the referenced workflow.`,
    );
  }
}

const EMPTY = { string: '', boolean: false, number: 0 } as const;

/**
 * The context `inputs` of the called workflow.
 * @param contexts of the job that calls it
 * @throws PipelineError for a value of another type than the input's
 */
export function calledInputs(
  declared: WorkflowCall['inputs'],
  given: CallJobShape['with'],
  contexts: Contexts,
): Record<string, string | number | boolean> {
  const values = Object.entries(declared).map(([name, input]) => {
    const raw = given[name] ?? input.default ?? EMPTY[input.type];
    const value = typeof raw === 'string' ? typed(interpolate(raw, contexts), raw, input.type) : raw;
    if (typeof value !== input.type)
      throw new PipelineError(`Input ${name}: '${value}' is not a ${input.type}`);
    return [name, value] as const;
  });
  return Object.fromEntries(values);
}

/** An expression keeps its type; what is written as text is text. */
function typed(value: string, written: string, type: keyof typeof EMPTY): string | number | boolean {
  if (value === written) return value;
  if (type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  if (type === 'number' && value !== '' && !Number.isNaN(Number(value))) return Number(value);
  return value;
}

/**
 * The context `secrets` of the called workflow, without GITHUB_TOKEN.
 * @fact Secrets of a called workflow | those that the calling job names, or all of the repository's with
 *   `inherit`; an environment's come from the called job's own `environment` | documented | reuse-workflows
 * @fact A required secret of a called workflow that is not there or empty, with `inherit` too | the call fails, and
 *   says so | third party | troubleshooting pages of reusable workflows; environment secrets reach no call
 * @param own of the workflow that calls
 * @throws PipelineError for a required one that is not there, or empty
 */
export function calledSecrets(
  job: CallJobShape,
  declared: WorkflowCall['secrets'],
  own: Readonly<Record<string, string>>,
  contexts: Contexts,
): Readonly<Record<string, string>> {
  const { secrets } = job;
  const passed =
    secrets === 'inherit'
      ? own
      : Object.fromEntries(
          Object.entries(secrets).map(([name, text]) => [
            name,
            interpolate(text, { ...contexts, secrets: own }),
          ]),
        );
  const given = Object.keys(passed).filter((name) => passed[name] !== '');
  const absent = Object.keys(declared).find(
    (name) => declared[name]?.required && !given.some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  if (absent !== undefined) throw new PipelineError(notProvided('Secret', absent));
  return passed;
}

function notProvided(kind: 'Input' | 'Secret', name: string): string {
  return `${kind} ${name} is required, but not provided while calling.`;
}
