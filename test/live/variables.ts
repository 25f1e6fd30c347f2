/** The suite's variables, and their table in `docs/live.md`. */
import { CI_VARIABLES, type CiKind } from './ci.ts';
import { CIS } from './cis.ts';
import { INSTANCE_VARIABLES } from './instance-variables.ts';
import type { Variable } from './settings.ts';
import { SUITE_VARIABLES } from './suite.ts';

const CI: Variable = {
  name: 'CI',
  what: `the CI: ${Object.keys(CIS).join(', ')}`,
  wrong: (value) => (Object.hasOwn(CIS, value) ? undefined : 'is no CI that the suite knows'),
};

const OF_ALL = [...INSTANCE_VARIABLES, CI, ...CI_VARIABLES];

/** @returns those of a run; without a CI all that are the same for each */
export function variablesFor(ci: CiKind | undefined): readonly Variable[] {
  return [...OF_ALL, ...(ci?.variables ?? []), ...SUITE_VARIABLES];
}

const HEAD = ['variable', 'for', 'what it is'];

/** @returns the table, in Markdown */
export function variablesTable(cis: readonly CiKind[]): string {
  const rows = [
    ...OF_ALL.map(row('all')),
    ...cis.flatMap(({ name, variables }) => variables.map(row(name))),
    ...SUITE_VARIABLES.map(row('all')),
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
