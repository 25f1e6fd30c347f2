/**
 * gitlab-ci-local (npm, MIT) reads the configuration as GitLab does (includes, components, inputs, rules,
 * variables) and runs one job at a time with its shell executor; which job, and when, is the server's affair.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { runGroup } from '../../../process/process-group.ts';
import type { When } from '../processing.ts';
import type { Checkout } from './checkout.ts';

const PROGRAM = createRequire(import.meta.url).resolve('gitlab-ci-local');

/** Programs of this machine without which no job runs. */
const NEEDED = ['git', 'rsync', 'bash'];

/** What gitlab-ci-local needs and this machine lacks; empty when pipelines can be run. */
export function missingPrograms(path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter);
  return NEEDED.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
}

export interface Inspection {
  /** The jobs with their rules evaluated, as JSON. */
  readonly jobs: string;
  /** The configuration with everything included and filled in. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** What GitLab's JSON schema has accepted, by the contents of the repository that it was made of. */
const accepted = new Map<string, string>();

/**
 * One start of gitlab-ci-local answers with the jobs and leaves the configuration behind. Half of its time goes into
 * validating that against GitLab's JSON schema, which is done once for the same configuration.
 * @throws Error with gitlab-ci-local's words when it does not accept the configuration
 */
export async function inspect(checkout: Checkout, stop: AbortSignal): Promise<Inspection> {
  const contents = await checkout.contents();
  const known = accepted.get(contents);
  if (known !== undefined) {
    const inspection = await read(checkout, stop, ['--no-json-schema-validation']);
    if (withoutIncludes(inspection) === known) return inspection;
  }
  const inspection = await read(checkout, stop, []);
  accepted.set(contents, withoutIncludes(inspection));
  return inspection;
}

/** What was included is in its place; where it came from names this server, which is another each time. */
function withoutIncludes({ configuration }: Inspection): string {
  return JSON.stringify({ ...configuration, include: undefined });
}

/** A component that is included twice is fetched twice at once, into one folder; the second time it is there. */
const FETCHED_TWICE = /Component include could not be fetched[\s\S]*File exists/;

async function read(checkout: Checkout, stop: AbortSignal, options: readonly string[]): Promise<Inspection> {
  let listed = await list(checkout, stop, options);
  if (FETCHED_TWICE.test(listed.refusal)) listed = await list(checkout, stop, options);
  if (listed.refusal !== '') throw new Error(listed.refusal);
  return {
    // Behind the warnings that come before it.
    jobs: listed.stdout.slice(Math.max(0, listed.stdout.search(/^\[/m))),
    // It is gitlab-ci-local's, and may repeat itself as often as it likes.
    configuration: parse(await checkout.expandedConfiguration(), { maxAliasCount: -1 }),
  };
}

/** @returns `refusal`: what it said when it did not accept the configuration, else empty */
async function list(
  checkout: Checkout,
  stop: AbortSignal,
  options: readonly string[],
): Promise<{ readonly stdout: string; readonly refusal: string }> {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const code = await runGroup({
    command: commandLine(checkout, checkout.configuration, ['--list-json', ...options]),
    cwd: checkout.folder,
    env: environment(checkout, []),
    stop,
    onLine: (line, stream) => lines[stream].push(line),
  });
  const refusal = code === 0 ? '' : plain([...lines.stdout, ...lines.stderr].join('\n')).trim();
  return { stdout: lines.stdout.join('\n'), refusal };
}

export interface JobRun {
  readonly job: string;
  readonly when: When;
  readonly checkout: Checkout;
  /** Folders with the programs that the job's image would bring. */
  readonly imageFolders: readonly string[];
  readonly stop: AbortSignal;
  /** A line of the job's log: `$ <command>` or output. */
  onLine(line: string): void;
}

/**
 * @returns the exit code, which says no more than that the job failed; null when it was stopped
 * @throws Error when the job was not run
 */
export async function runJob(run: JobRun): Promise<number | null> {
  const { job, checkout } = run;
  let started = false;
  const file = run.when === 'on_failure' ? await checkout.runAnyway(job) : checkout.configuration;
  const code = await runGroup({
    command: commandLine(checkout, file, [job, '--manual', job, '--no-json-schema-validation']),
    cwd: checkout.folder,
    env: environment(checkout, run.imageFolders),
    stop: run.stop,
    onLine(text) {
      const line = plain(text);
      if (!line.startsWith(job)) return;
      started ||= line.slice(job.length).trimStart().startsWith('starting shell');
      // `<job>   > output`, `<job> $ command`; what gitlab-ci-local says of its own work has neither.
      const [, mark, words] = /^ *([>$]) ?(.*)$/.exec(line.slice(job.length)) ?? [];
      if (mark === undefined) return;
      run.onLine(mark === '$' ? `$ ${words}` : (words ?? ''));
    },
  });
  if (code === 0 && !started) throw new Error(`gitlab-ci-local did not run ${job}`);
  return code;
}

function commandLine(
  checkout: Checkout,
  configuration: string,
  rest: readonly string[],
): [string, ...string[]] {
  return [
    process.execPath,
    PROGRAM,
    '--home',
    checkout.home,
    '--variables-file',
    checkout.variablesFile,
    '--file',
    configuration,
    '--force-shell-executor',
    '--shell-isolation',
    ...rest,
  ];
}

function environment(checkout: Checkout, imageFolders: readonly string[]): Record<string, string> {
  return {
    PATH: [...imageFolders, process.env.PATH ?? ''].join(delimiter),
    HOME: checkout.home,
    // Components come from the sandbox's own repositories, not over the network.
    GIT_CONFIG_GLOBAL: checkout.gitConfig,
    GIT_CONFIG_NOSYSTEM: '1',
    NO_COLOR: '1',
    // It warns of each of its own variables that is replaced by the sandbox's.
    GCL_IGNORE_PREDEFINED_VARS: checkout.variableNames.join(','),
  };
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one
  return text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '');
}
