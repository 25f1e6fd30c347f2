/**
 * gitlab-ci-local (npm, MIT) reads the configuration as GitLab does (includes, components, inputs, rules,
 * variables) and runs one job at a time with its shell executor; which job, and when, is the server's affair.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { runGroup } from '../../process/process-group.ts';
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

/** How the answer begins, behind the warnings that come before it. */
const BEGINNING = { '--list-json': /^\[/m, '--preview': /^---$/m } as const;

/** @throws Error with gitlab-ci-local's words when it does not accept the configuration */
export async function inspect(
  checkout: Checkout,
  what: keyof typeof BEGINNING,
  stop: AbortSignal,
): Promise<string> {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const code = await runGroup({
    command: commandLine(checkout, [what]),
    cwd: checkout.folder,
    env: environment(checkout, []),
    stop,
    onLine: (line, stream) => lines[stream].push(line),
  });
  if (code !== 0) throw new Error(plain([...lines.stdout, ...lines.stderr].join('\n')).trim());
  const stdout = lines.stdout.join('\n');
  return stdout.slice(Math.max(0, stdout.search(BEGINNING[what])));
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
  const code = await runGroup({
    command: commandLine(checkout, [
      job,
      '--manual',
      job,
      '--no-json-schema-validation',
      ...(run.when === 'on_failure' ? ['--file', await checkout.runAnyway(job)] : []),
    ]),
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

function commandLine(checkout: Checkout, rest: readonly string[]): [string, ...string[]] {
  return [
    process.execPath,
    PROGRAM,
    '--home',
    checkout.home,
    '--variables-file',
    checkout.variablesFile,
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
