/** The program's help: what it says of inputs is what they are declared with. */
import { COMMANDS, type Command } from './commands.ts';
import { type CliInput, inputsOf } from './inputs.ts';

export const USAGE = `change-gate COMMAND [options]

Commands:
${Object.keys(COMMANDS)
  .map((command) => `  ${command}`)
  .join('\n')}

change-gate COMMAND --help lists its options.
`;

export function helpOf(command: Command): string {
  const inputs = inputsOf(command);
  const options = inputs.filter(({ secret }) => !secret);
  const secrets = inputs.filter(({ secret }) => secret);
  return `change-gate ${command} [options]

${COMMANDS[command]}

Each option may also be given as the environment variable beside it.

${options.map((input) => entry(optionLine(input), wordsOf(input))).join('\n')}

Secrets are taken from the environment alone, as others on this machine can see a command line:

${secrets.map((input) => entry(input.variable, wordsOf(input))).join('\n')}

The gate that ServiceNow is asked about; without --ci, about none:

${entry('--ci NAME', 'The CI, as the guide of its step names it.')}
${entry('--server URL', 'The address of its API, as an admin of ServiceNow has listed it.')}
${entry('--target NAME=VALUE', 'What finds the gate there; once for each name that the guide gives.')}

${entry('--json', 'The report as JSON on standard output; words go to standard error.')}
${entry('--help', 'This text.')}

Exit code: 0 where nothing was found that would break the configuration, 1 where something was, or where nothing could be
looked at, 2 where the command could not be followed.
`;
}

function optionLine({ option = '', yaml, variable }: CliInput): string {
  const written =
    yaml === 'boolean' ? `--[no-]${option}` : `--${option} ${yaml === 'integer' ? 'NUMBER' : 'TEXT'}`;
  return `${written.padEnd(34)} ${variable}`;
}

function wordsOf({ description, schema, yaml }: CliInput): string {
  const { default: byDefault, enum: words } = schema as { default?: unknown; enum?: readonly unknown[] };
  return [
    description,
    ...(words === undefined || yaml === 'boolean' ? [] : [`One of ${words.join(', ')}.`]),
    ...(byDefault === undefined ? [] : [`Default: ${String(byDefault)}.`]),
  ].join(' ');
}

const WIDTH = 110;
const INDENT = '      ';

function entry(head: string, text: string): string {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && INDENT.length + last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return [`  ${head}`, ...lines.map((line) => `${INDENT}${line}`)].join('\n');
}
