/** What a step will run: an action's main or post, or a script. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Action, DEFAULT_CONTEXTS, type NodeAction } from '../definition/action.ts';
import { type Contexts, interpolate } from '../definition/expression.ts';
import type { StepDefinition } from '../definition/workflow.ts';
import type { JobFolders } from './job-folders.ts';

export interface Execution {
  readonly argv: readonly [program: string, ...args: string[]];
  readonly workingDirectory: string;
  /** Beyond those of the job and of `env:`. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the log shows first, with `env:`, before any mask of the step's own; null for a post, which shows neither. */
  readonly banner: readonly string[] | null;
  readonly warnings: readonly string[];
}

/** What an action is given, its defaults filled in, and what the log says of it. */
export function actionInputs(
  step: StepDefinition,
  action: Action,
  contexts: Contexts,
): { inputs: ReadonlyMap<string, string>; shown: string[]; warnings: string[] } {
  const inputs = new Map<string, string>();
  const inDefault = Object.fromEntries(DEFAULT_CONTEXTS.map((name) => [name, contexts[name]]));
  for (const [name, input] of action.inputs) inputs.set(name, interpolate(input.default, inDefault));
  const given = Object.entries(step.with).map(([name, value]) => [name.toLowerCase(), value] as const);
  // @fact The default of an input | is for one that is absent: an empty value stays empty; `required` is not
  // enforced | source | actions/runner, ActionRunner
  for (const [name, value] of given) inputs.set(name, interpolate(value, contexts));
  const shown = [...inputs].filter(([, value]) => value !== '').map(([name, value]) => `  ${name}: ${value}`);
  const names = given.map(([name]) => name);
  const unexpected = names.filter((name) => !action.inputs.has(name));
  return {
    inputs,
    shown: shown.length === 0 ? [] : ['with:', ...shown],
    warnings: inputWarnings(unexpected, names, action),
  };
}

/** @param state what main saved for post; null for main itself */
export function actionExecution(
  step: StepDefinition,
  action: NodeAction,
  folders: JobFolders,
  contexts: Contexts,
  state: Readonly<Record<string, string>> | null,
): Execution {
  const uses = step.uses ?? '';
  const { inputs, shown, warnings } = actionInputs(step, action, contexts);
  const [repository, ref] = repositoryOf(uses);
  return {
    argv: [process.execPath, state === null ? action.main : (action.post ?? action.main)],
    workingDirectory: folders.workspace,
    variables: {
      ...Object.fromEntries([...inputs].map(([name, value]) => [inputVariable(name), value])),
      ...Object.fromEntries(Object.entries(state ?? {}).map(([name, value]) => [`STATE_${name}`, value])),
      GITHUB_ACTION: actionName(step),
      GITHUB_ACTION_REPOSITORY: repository,
      GITHUB_ACTION_REF: ref,
    },
    banner: state === null ? [`Run ${uses}`, ...shown] : null,
    warnings: state === null ? warnings : [],
  };
}

export async function scriptExecution(
  step: StepDefinition,
  folders: JobFolders,
  contexts: Contexts,
): Promise<Execution> {
  const script = interpolate(step.run ?? '', contexts);
  const file = join(folders.temp, `${crypto.randomUUID()}.sh`);
  await writeFile(file, script);
  // GitHub docs: without `shell`, bash -e; with `shell: bash`, stricter.
  const flags = step.shell === undefined ? ['-e'] : ['--noprofile', '--norc', '-e', '-o', 'pipefail'];
  const lines = script.trimEnd().split('\n');
  const workingDirectory = resolve(
    folders.workspace,
    interpolate(step['working-directory'] ?? '.', contexts),
  );
  if (!existsSync(workingDirectory)) {
    throw new Error(
      `An error occurred trying to start process '/usr/bin/bash' with working directory '${workingDirectory}'. No such file or directory`,
    );
  }
  return {
    argv: ['bash', ...flags, file],
    workingDirectory,
    variables: { GITHUB_ACTION: actionName(step) },
    banner: [`Run ${lines[0]}`, ...lines, `shell: bash ${flags.join(' ')} {0}`],
    warnings: [],
  };
}

/** What `GITHUB_ACTION` says of a step of the job. */
export function actionName({ id, uses }: StepDefinition): string {
  return id ?? (uses === undefined ? '__run' : `__${repositoryOf(uses)[0].replace('/', '_')}`);
}

function repositoryOf(uses: string): [repository: string, ref: string] {
  const [, repository = '', ref = ''] = /^([^/]+\/[^/@]+)[^@]*@(.+)$/.exec(uses) ?? [];
  return [repository, ref];
}

/** @fact Names of `INPUT_*` | upper case, spaces as `_`, hyphens stay | source | actions/runner, Handler */
function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

function inputWarnings(unexpected: readonly string[], given: readonly string[], action: Action): string[] {
  const list = (names: Iterable<string>) => [...names].map((name) => `'${name}'`).join(', ');
  const deprecated = given.flatMap((name) => {
    const message = action.inputs.get(name)?.deprecated ?? null;
    return message === null ? [] : [`Input '${name}' has been deprecated with message: ${message}`];
  });
  if (unexpected.length === 0) return deprecated;
  const known = list(action.inputs.keys());
  return [...deprecated, `Unexpected input(s) ${list(unexpected)}, valid inputs are [${known}]`];
}
