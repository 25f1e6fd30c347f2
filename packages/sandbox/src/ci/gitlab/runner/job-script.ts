/**
 * A job's lines as one bash script, as GitLab's runner writes them: each is shown before it is run, the first that
 * fails ends the job, and both outputs are one log.
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
