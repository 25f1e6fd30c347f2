/** The workflows of docs/github.md. */
import { readFileSync } from 'node:fs';

const GUIDE = readFileSync(new URL('../../docs/github.md', import.meta.url), 'utf8');

/** The gates of docs/github.md, by the heading of their section; `dispatch` has two, and one is of no gate of its own. */
const SECTIONS = {
  environment: 'An environment with required reviewers',
  'protection-rule': "A GitHub App's protection rule",
  dispatch: 'A second workflow',
  repository_dispatch: 'A second workflow that hears an event',
  wait: 'A job that waits',
  one_at_a_time: 'One deployment at a time',
  emergency: 'An emergency',
} as const;

export type Gate = keyof typeof SECTIONS;

export const GATES = Object.keys(SECTIONS) as Gate[];

/** The gates whose section says only what is otherwise than in the section of another one. */
const VARIANTS: Partial<Record<Gate, Gate>> = {
  environment: 'protection-rule',
  repository_dispatch: 'dispatch',
  one_at_a_time: 'environment',
  emergency: 'environment',
};

/** The workflows that docs/github.md shows for a gate, as they stand there or as it says to change them, by file name. */
export function documentedWorkflows(gate: Gate): Record<string, string> {
  const [, section = ''] = GUIDE.split(`\n## ${SECTIONS[gate]}\n`);
  const [text = ''] = section.split('\n## ');
  const shown = (language: string) => {
    const blocks = text.matchAll(/```(\w+)\n# \.github\/workflows\/(\w[\w.-]*)(.*)\n([\s\S]*?)```/g);
    return [...blocks].filter(([, each]) => each === language);
  };
  const workflows = Object.fromEntries(shown('yaml').map(([, , file = '', , yaml = '']) => [file, yaml]));
  const original = VARIANTS[gate];
  if (original !== undefined) Object.assign(workflows, documentedWorkflows(original));
  for (const [, , file = '', note = '', diff = ''] of shown('diff')) {
    const [, to, from] = /with (\S+) for each (\S+)$/.exec(note) ?? [];
    const changed = patch(workflows[file] ?? '', diff);
    workflows[file] = from === undefined || to === undefined ? changed : changed.replaceAll(from, to);
  }
  if (Object.keys(workflows).length === 0) {
    throw new Error(`docs/github.md has no workflow under "${SECTIONS[gate]}"`);
  }
  return workflows;
}

/** The workflows with what docs/github.md says to give where there is no App. */
export function byToken(workflows: Readonly<Record<string, string>>): Record<string, string> {
  const [app, token] = [
    'callback-alias: github_app',
    'callback-token: ${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}',
  ];
  if (!GUIDE.includes(`\`${token}\` in place of \`${app}\``))
    throw new Error('docs/github.md does not say so');
  return Object.fromEntries(
    Object.entries(workflows).map(([file, text]) => [file, text.replace(app, token)]),
  );
}

/** @param diff lines to take away, each run of them before the lines that stand there instead */
function patch(text: string, diff: string): string {
  return [...diff.matchAll(/((?:^-.*\n)+)((?:^\+.*\n)*)/gm)].reduce(
    (patched, [, away = '', instead = '']) => {
      const from = away.replace(/^-/gm, '');
      if (!patched.includes(from)) throw new Error(`docs/github.md changes what is not there: ${from}`);
      return patched.replace(from, () => instead.replace(/^\+/gm, ''));
    },
    text,
  );
}
