/** The table of the suite's variables in `docs/live.md`. */
import { CI_VARIABLES, type CiKind } from './ci.ts';
import { INSTANCE_VARIABLES } from './instance.ts';
import type { Variable } from './settings.ts';

const HEAD = ['variable', 'for', 'what it is'];

/** @returns the table, in Markdown */
export function variablesTable(cis: readonly CiKind[]): string {
  const rows = [
    ...INSTANCE_VARIABLES.map(row('all')),
    ...CI_VARIABLES.map(row('all')),
    ...cis.flatMap(({ name, variables }) => variables.map(row(name))),
  ];
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function row(of: string): (variable: Variable) => readonly string[] {
  return ({ name, what, secret, otherwise }) => {
    const left =
      { undefined: '', '': 'May be left out.' }[String(otherwise)] ?? `Otherwise \`${otherwise}\`.`;
    const words = [`${what[0]?.toUpperCase()}${what.slice(1)}.`, secret ? 'Secret.' : '', left];
    return [`\`${name}\``, of, words.filter((word) => word !== '').join(' ')];
  };
}
