/** Commands in a step's output, in both syntaxes (actions/runner, ActionCommand). */

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

type Escapes = readonly (readonly [escaped: string, plain: string])[];

const DATA: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const BRACKETED: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];

/**
 * `::name properties::data` after leading spaces, or `##[name properties]data` anywhere in the line.
 * @fact A command in the output | `::name::` at the start of a line of stdout or stderr, `##[name]`
 *   anywhere in it | source | actions/runner, ActionCommand
 * @param isCommand whether a name, in lower case, is one; a line with any other is plain output
 */
export function parseCommand(line: string, isCommand: (name: string) => boolean): WorkflowCommand | null {
  const colons = /^\s*::(.*?)::(.*)$/s.exec(line);
  const brackets = /##\[(.*?)\](.*)$/s.exec(line);
  return read(colons, isCommand, ',', PROPERTY, DATA) ?? read(brackets, isCommand, ';', BRACKETED, BRACKETED);
}

function read(
  match: RegExpExecArray | null,
  isCommand: (name: string) => boolean,
  separator: string,
  inProperties: Escapes,
  inData: Escapes,
): WorkflowCommand | null {
  if (match === null) return null;
  const [, info = '', data = ''] = match;
  const space = info.indexOf(' ');
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase();
  if (!isCommand(name)) return null;
  const properties: Record<string, string> = {};
  for (const pair of space < 0
    ? []
    : info
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const equals = pair.indexOf('=');
    if (equals > 0) properties[pair.slice(0, equals)] = unescaped(pair.slice(equals + 1), inProperties);
  }
  return { name, properties, data: unescaped(data, inData) };
}

function unescaped(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text);
}
