/** What holds for every workflow of this repository, beyond what linters know. */
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** `uses: OWNER/REPO@SHA # v1.2.3`; dependabot raises both together. */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** They run with the base repository's token and secrets for the code of a stranger. */
const PRIVILEGED_TRIGGERS = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** What installs or runs dependencies, which are third-party code. */
const RUNS_DEPENDENCIES = /\b(?:npm (?:ci|i|install|test|run|exec)|npx|pnpm|\.ci\/run)\b/;

/** @returns a sentence for each rule that the workflow breaks */
export function brokenRules(text: string): string[] {
  const { on, permissions, concurrency, jobs } = parse(text) as Workflow;
  return [
    ...[...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)]
      .map(([, uses = '']) => uses)
      .filter((uses) => !uses.startsWith('./') && !PINNED.test(uses))
      .map((uses) => `${uses}: not pinned by commit, with its version as comment`),
    ...PRIVILEGED_TRIGGERS.filter((name) => name in on).map((name) => `on: ${name}`),
    ...(JSON.stringify(permissions) === '{"contents":"read"}'
      ? []
      : ['permissions: not contents: read alone']),
    ...(concurrency === undefined ? ['concurrency: missing'] : []),
    ...(/\bsecrets\b/.test(text) ? ['secrets: named'] : []),
    ...Object.entries(jobs).flatMap(([name, job]) => brokenByJob(job).map((rule) => `${name}: ${rule}`)),
  ];
}

function brokenByJob({ 'timeout-minutes': timeout, permissions = {}, environment, steps }: Job): string[] {
  const maySpoil = environment !== undefined || Object.values(permissions).includes('write');
  return [
    ...(timeout === undefined ? ['no timeout'] : []),
    ...steps.flatMap((step) => brokenByStep(step, maySpoil)),
  ];
}

function brokenByStep({ uses = '', run = '', with: inputs = {} }: Step, maySpoil: boolean): string[] {
  return [
    ...(uses.startsWith('actions/checkout@') && inputs['persist-credentials'] !== false
      ? ['checkout leaves its token behind']
      : []),
    // A value that a stranger chooses would be part of the script; the environment keeps it a value.
    ...(run.includes('${{') ? ['an expression in a script'] : []),
    ...(maySpoil && RUNS_DEPENDENCIES.test(run)
      ? ['dependencies run in a job that may write or publish']
      : []),
  ];
}
