import { run } from '@change-gate/core';
import { laptop } from './build.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { helpOf, USAGE } from './help.ts';
import { outputsOn, type Terminal } from './outputs.ts';
import { UsageError } from './usage-error.ts';

/** What the program ends with: what was asked for, something that does not hold or failed, or a call that it cannot follow. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/**
 * Runs one command.
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function main(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  try {
    const given = readCommandLine(args, env);
    if (given === 'usage') {
      terminal.out(USAGE);
      return EXIT.done;
    }
    if (given.help) {
      terminal.out(helpOf(given.command));
      return EXIT.done;
    }
    return await execute(given, env, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`${error.message}\n`);
    return EXIT.usage;
  }
}

async function execute(
  { source, gate, json }: CommandLine,
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  const outputs = outputsOn(terminal, json);
  const exitCode = await run({
    env,
    readInputs: () => source,
    ownInputs: {},
    readContext: () => laptop(gate),
    createOutputs: () => outputs,
  });
  return outputs.isMisused() ? EXIT.usage : exitCode;
}
