/** The workflows of docs/github.md. */
import { readFileSync } from 'node:fs';

const GUIDE = readFileSync(new URL('../../docs/github.md', import.meta.url), 'utf8');

/** The gates of docs/github.md, by the heading of their section; `dispatch` has two, and some are of no gate of their own. */
const SECTIONS = {
  environment: 'An environment with required reviewers',
  'protection-rule': 'Quick start',
  dispatch: 'A second workflow',
  repository_dispatch: 'A second workflow that hears an event',
  wait: 'A job that waits',
  one_at_a_time: 'One deployment at a time',
  emergency: 'An emergency',
  evidence: 'Evidence',
} as const;

export type Gate = keyof typeof SECTIONS;

export const GATES = Object.keys(SECTIONS) as Gate[];

/** The gates whose section says only what is otherwise than in the section of another one. */
const VARIANTS: Partial<Record<Gate, Gate>> = {
  environment: 'protection-rule',
  dispatch: 'protection-rule',
  repository_dispatch: 'dispatch',
  wait: 'protection-rule',
  one_at_a_time: 'environment',
  emergency: 'environment',
  evidence: 'environment',
};

/** The workflows that docs/github.md shows for a gate, as they stand there or as it says to change them, by file name. */
export function documentedWorkflows(gate: Gate): Record<string, string> {
  const text = section(SECTIONS[gate]);
  const shown = (language: string) => {
    const blocks = text.matchAll(/```(\w+)\n# \.github\/workflows\/(\w[\w.-]*)(.*)\n([\s\S]*?)```/g);
    return [...blocks].filter(([, each]) => each === language);
  };
  const original = VARIANTS[gate];
  const workflows = original === undefined ? {} : documentedWorkflows(original);
  for (const [, , file = '', note = '', diff = ''] of shown('diff')) {
    const [, job = '', whole = file] = /^, the job (\S+) of (\S+) alone$/.exec(note) ?? [];
    const [, to, from] = /^, with (\S+) for each (\S+)$/.exec(note) ?? [];
    const changed = patch(only(job, workflows[whole] ?? ''), diff);
    workflows[file] = from === undefined || to === undefined ? changed : changed.replaceAll(from, to);
  }
  for (const [, , file = '', , yaml = ''] of shown('yaml')) workflows[file] = yaml;
  if (Object.keys(workflows).length === 0) {
    throw new Error(`docs/github.md has no workflow under "${SECTIONS[gate]}"`);
  }
  return workflows;
}

/** What stands under a heading, up to the next one. */
function section(heading: string): string {
  const [, after = ''] = GUIDE.split(new RegExp(`\n#+ ${heading}\n`));
  return after.split(/\n#+ (?!\.github)/, 1)[0] ?? '';
}

/** A workflow without its other jobs. @param job all of them where it is empty */
function only(job: string, workflow: string): string {
  if (job === '') return workflow;
  const [head = '', jobs = ''] = workflow.split(/(?<=^jobs:\n)/m);
  const found = jobs.split(/^(?= {2}\S)/m).find((each) => each.startsWith(`  ${job}:`));
  if (found === undefined) throw new Error(`docs/github.md names a job that is not there: ${job}`);
  return head + found;
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
