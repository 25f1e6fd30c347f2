/** What a command is called with: options first, and the environment for what they leave out. */
import { parseArgs } from 'node:util';
import { type InputSource, STRICTER_INPUTS } from '@change-gate/core';
import { COMMANDS, type Command, isCommand } from './commands.ts';
import { type CliInput, inputsOf, isVariable, PREFIX } from './inputs.ts';
import { UsageError } from './usage-error.ts';

/** The gate that ServiceNow is asked about. */
export interface Gate {
  /** Left out: about none. */
  readonly ci?: string;
  readonly server?: string;
  readonly target: Readonly<Record<string, string>>;
}

export interface CommandLine {
  readonly command: Command;
  readonly help: boolean;
  readonly json: boolean;
  readonly gate: Gate;
  readonly source: InputSource;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @returns `usage` where help is asked for, and no command is named. @throws UsageError */
export function readCommandLine(args: readonly string[], env: Environment): CommandLine | 'usage' {
  const [command, ...rest] = args;
  if (command === '--help') return 'usage';
  if (command === undefined || !isCommand(command)) {
    const there = Object.keys(COMMANDS).join(', ');
    throw new UsageError(`The first word is the command, one of: ${there}. change-gate --help says more.`);
  }
  const inputs = inputsOf(command);
  refuseSecrets(rest, inputs);
  const values = parse(rest, inputs);
  const { ci, server, target, json, help } = values;
  return {
    command,
    help: help === true,
    json: json === true,
    gate: gateOf({ ci, server, target }),
    source: sourceOf(command, inputs, values, env),
  };
}

/** Whoever lists the processes of this machine reads the options of them all. @throws UsageError */
function refuseSecrets(args: readonly string[], inputs: readonly CliInput[]): void {
  for (const { name, secret, variable } of inputs) {
    if (secret && args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))) {
      throw new UsageError(
        `--${name}: a secret is not taken as an option, because others on this machine can see it there. Set the environment variable ${variable} instead, and change a secret that was written here.`,
      );
    }
  }
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Those of no input. */
const OWN = {
  ci: { type: 'string' },
  server: { type: 'string' },
  target: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function parse(args: readonly string[], inputs: readonly CliInput[]): Values {
  const options = inputs.flatMap(({ option, yaml }) =>
    option === undefined ? [] : [[option, { type: yaml === 'boolean' ? 'boolean' : 'string' }] as const],
  );
  try {
    return parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(options), ...OWN },
      allowNegative: true,
    }).values;
  } catch (error) {
    // Only its first sentence is about what was written; it names an option, and never its value.
    const { code, message } = error as NodeJS.ErrnoException;
    const said =
      code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
        ? 'Behind the command come options alone, each with its value.'
        : `${message.split(/\.\s/)[0]?.replace(/\.$/, '')}.`;
    throw new UsageError(`${said} --help lists the options.`);
  }
}

/** @throws UsageError */
function gateOf({ ci, server, target = [] }: Pick<Values, 'ci' | 'server' | 'target'>): Gate {
  const given = target as readonly string[];
  if (ci === undefined) {
    if (server === undefined && given.length === 0) return { target: {} };
    throw new UsageError('--server and --target say where a gate is: name its CI with --ci.');
  }
  if (server === undefined) throw new UsageError('--ci needs the address of that CI: name it with --server.');
  const pairs = given.map((pair) => {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined) throw new UsageError('--target: write name=value.');
    return [name, value ?? ''] as const;
  });
  return { ci: String(ci), server: String(server).replace(/\/+$/, ''), target: Object.fromEntries(pairs) };
}

function sourceOf(
  command: Command,
  inputs: readonly CliInput[],
  options: Values,
  env: Environment,
): InputSource {
  const values: Record<string, string> = { operation: command };
  const names = new Map<string, string>();
  for (const { name, option, variable } of inputs) {
    // A secret that was pasted with its line end is the commonest wrong password.
    const set = env[variable]?.trim();
    const given = option === undefined ? undefined : options[option];
    names.set(name, given === undefined && (set || option === undefined) ? variable : `--${option}`);
    // One that makes the check stricter is not left out in silence because its variable came to nothing.
    if (given !== undefined) values[name] = String(given);
    else if (set || (set === '' && STRICTER_INPUTS.includes(name))) values[name] = set;
  }
  const unknown = Object.keys(env).filter((name) => name.startsWith(PREFIX) && !isVariable(name));
  return {
    values,
    displayName: (name) => names.get(name) ?? `--${name}`,
    warnings: unknown.map((name) => `${name}: there is no such input, and it is ignored.`),
  };
}
