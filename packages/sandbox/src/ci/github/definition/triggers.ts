/** What starts a workflow: its `on:`. */
import { z } from 'zod';
import { shortRef } from '../git-ref.ts';
import { notImplemented } from './not-implemented.ts';
import { readYaml } from './read-yaml.ts';

const input = z.strictObject({
  description: z.string().default(''),
  required: z.boolean().default(false),
  default: z.union([z.string(), z.boolean(), z.number()]).optional(),
  type: z.enum(['string', 'boolean', 'number', 'choice', 'environment']).default('string'),
  options: z.array(z.string()).optional(),
});

export type DispatchInput = z.output<typeof input>;

const callInput = z.strictObject({
  description: z.string().default(''),
  required: z.boolean().default(false),
  default: z.union([z.string(), z.boolean(), z.number()]).optional(),
  type: z.enum(['string', 'boolean', 'number']),
});

const workflowCall = z.strictObject({
  inputs: z.record(z.string(), callInput).default({}),
  secrets: z
    .record(
      z.string(),
      z.strictObject({ description: z.string(), required: z.boolean() }).partial().nullable(),
    )
    .default({}),
  outputs: z
    .record(z.string(), z.strictObject({ description: z.string().optional(), value: z.string() }))
    .default({}),
});

/** What a reusable workflow takes and gives. */
export type WorkflowCall = z.output<typeof workflowCall>;

const patterns = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional();

const ofBranches = { branches: patterns, 'branches-ignore': patterns };
const ofPaths = { paths: patterns, 'paths-ignore': patterns };

const events = {
  workflow_dispatch: z.strictObject({ inputs: z.record(z.string(), input).default({}) }),
  repository_dispatch: z.strictObject({ types: patterns }),
  push: z.strictObject({ ...ofBranches, tags: patterns, 'tags-ignore': patterns, ...ofPaths }),
  pull_request: z.strictObject({ types: patterns, ...ofBranches, ...ofPaths }),
  merge_group: z.strictObject({ types: patterns, ...ofBranches }),
  workflow_call: workflowCall,
};

/** Events of GitHub's that never come here: a workflow may listen to them. */
const NEVER = [
  ...[
    'branch_protection_rule',
    'check_run',
    'check_suite',
    'create',
    'delete',
    'deployment',
    'deployment_status',
  ],
  ...['discussion', 'discussion_comment', 'fork', 'gollum', 'issue_comment', 'issues', 'label', 'milestone'],
  ...['page_build', 'public', 'pull_request_review', 'pull_request_review_comment', 'pull_request_target'],
  ...['registry_package', 'release', 'schedule', 'status', 'watch', 'workflow_run'],
];

/** An event without a body, `push:`, is written as null. */
const orEmpty = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => value ?? {}, shape).optional() as z.ZodOptional<z.ZodType<z.output<S>>>;

const byName = z.strictObject({
  ...Object.fromEntries(NEVER.map((name) => [name, z.unknown().optional()])),
  workflow_dispatch: orEmpty(events.workflow_dispatch),
  repository_dispatch: orEmpty(events.repository_dispatch),
  push: orEmpty(events.push),
  pull_request: orEmpty(events.pull_request),
  merge_group: orEmpty(events.merge_group),
  workflow_call: orEmpty(events.workflow_call),
});

/** `on: push`, `on: [push, pull_request]`, or with what each event has. */
export const triggers = z.preprocess(
  (on) => (typeof on === 'string' ? { [on]: null } : Array.isArray(on) ? asKeys(on) : on),
  byName,
) as z.ZodType<Triggers>;

function asKeys(names: readonly unknown[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [String(name), null]));
}

type Event<Name extends keyof typeof events> = z.output<(typeof events)[Name]> | undefined;

export interface Triggers {
  readonly workflow_dispatch?: Event<'workflow_dispatch'>;
  readonly repository_dispatch?: Event<'repository_dispatch'>;
  readonly push?: Event<'push'>;
  readonly pull_request?: Event<'pull_request'>;
  readonly merge_group?: Event<'merge_group'>;
  readonly workflow_call?: Event<'workflow_call'>;
}

/**
 * Only the `on:` of a workflow, which may hold what cannot be run.
 * @throws PipelineError
 */
export function readTriggers({ file, yaml }: { readonly file: string; readonly yaml: string }): Triggers {
  return readYaml(yaml, z.looseObject({ on: triggers }), file).on;
}

/** @param ref `refs/heads/main`, `refs/tags/v1` */
export function isStartedByPush({ push }: Triggers, ref: string): boolean {
  if (push === undefined) return false;
  refusePaths(push, 'on.push');
  const [kind, other] = ref.startsWith('refs/tags/')
    ? (['tags', 'branches'] as const)
    : (['branches', 'tags'] as const);
  const says = push[kind] ?? push[`${kind}-ignore`];
  // GitHub docs, workflow syntax: where only one of the two is filtered, the other starts nothing.
  if (says === undefined) return push[other] === undefined && push[`${other}-ignore`] === undefined;
  return passes(push[kind], push[`${kind}-ignore`], shortRef(ref));
}

/** @param base the branch that is to take the pull request, which has just been opened */
export function isStartedByPullRequest({ pull_request: on }: Triggers, base: string): boolean {
  if (on === undefined) return false;
  refusePaths(on, 'on.pull_request');
  const { types = ['opened'], branches, 'branches-ignore': ignored } = on;
  return types.includes('opened') && passes(branches, ignored, base);
}

/** @param base the branch whose merge queue it is */
export function isStartedByMergeGroup({ merge_group: on }: Triggers, base: string): boolean {
  if (on === undefined) return false;
  const { types = ['checks_requested'], branches, 'branches-ignore': ignored } = on;
  return types.includes('checks_requested') && passes(branches, ignored, base);
}

export function isStartedByRepositoryDispatch(on: Triggers, eventType: string): boolean {
  const { repository_dispatch: listens } = on;
  return listens !== undefined && (listens.types === undefined || listens.types.includes(eventType));
}

/** A commit of the sandbox has no files. */
function refusePaths(
  on: { readonly paths?: unknown; readonly 'paths-ignore'?: unknown },
  where: string,
): void {
  const named = (['paths', 'paths-ignore'] as const).find((key) => on[key] !== undefined);
  if (named !== undefined) throw notImplemented(named, where);
}

type Patterns = readonly string[] | undefined;

function passes(wanted: Patterns, ignored: Patterns, name: string): boolean {
  if (ignored !== undefined) return !matches(ignored, name);
  return wanted === undefined || matches(wanted, name);
}

/** The last pattern that fits decides; one with `!` takes back (GitHub docs, filter pattern cheat sheet). */
function matches(patterns: readonly string[], name: string): boolean {
  const last = patterns.findLast((pattern) => globMatches(pattern.replace(/^!/, ''), name));
  return last !== undefined && !last.startsWith('!');
}

/** `*` stays between slashes, `**` does not; `?`, `+` and `[]` are as in a regular expression (the same page). */
function globMatches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.^${}()|\\]/g, '\\$&')
    .replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'));
  return new RegExp(`^${source}$`).test(name);
}
