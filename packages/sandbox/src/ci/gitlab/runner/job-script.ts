/**
 * A job's lines as one bash script: each is shown before it is run, and both outputs are one log.
 * @fact Lines of a `script` | one bash script that the first failure ends | documented |
 *   doc/ci/yaml/script.md
 */
export function jobScript(lines: readonly string[]): string {
  return ['set -eo pipefail', 'exec 2>&1', ...lines.flatMap((line) => [show(line), line]), 'exit 0', ''].join(
    '\n',
  );
}

function show(line: string): string {
  const [first = '', ...more] = line.split(/\r?\n/);
  const text = more.length === 0 ? first : `${first} # collapsed multi-line command`;
  return `printf '%s\\n' ${quoteForShell(`$ ${text}`)}`;
}

export function quoteForShell(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
