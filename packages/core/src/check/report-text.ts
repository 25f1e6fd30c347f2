/** The report of a check for a build's log: what does not hold first and in full, what holds in few lines. */
import { inOneLine } from '../evidence/plain-text.ts';
import type { CheckLine, CheckReport } from './report.ts';
import { summaryOf } from './report.ts';
import { bySameCause, type Told } from './same-cause.ts';

/** One line of the log, and how loud it is. */
export interface ReportTextLine {
  readonly level: 'info' | 'warning' | 'error';
  readonly line: string;
}

/** The longest text that is shown of what was found: the report as JSON has it whole. */
const LONGEST = 1_000;

/** @returns its lines; the last says in one sentence whether the configuration would work */
export function reportText(report: CheckReport): readonly ReportTextLine[] {
  const of = (outcome: CheckLine['outcome']) => report.lines.filter((line) => line.outcome === outcome);
  const broken = bySameCause(of('does-not-hold')).map((line) => ({
    level: line.breaks ? ('error' as const) : ('warning' as const),
    line: inFull(line),
  }));
  const unseen = bySameCause(of('could-not-be-seen')).map((line) => info(`- ${inFull(line)}`));
  const held = heldLines(of('holds')).map((line) => info(`- ${line}`));
  return [
    info(`Check of ${report.instance} by Change Gate ${report.checkedBy}`),
    ...headed('Does not hold:', broken),
    ...headed('Could not be seen:', unseen),
    ...headed('Holds:', held),
    info(summaryOf(report)),
  ];
}

function headed(heading: string, lines: readonly ReportTextLine[]): readonly ReportTextLine[] {
  return lines.length === 0 ? [] : [info(heading), ...lines];
}

function info(line: string): ReportTextLine {
  return { level: 'info', line };
}

function inFull({ ids, titles, detail, remedy, who }: Told): string {
  const whatHelps = remedy === undefined ? '' : ` ${shown(remedy)}${who === undefined ? '' : ` (${who})`}`;
  return `${titles.map(shown).join('; ')}: ${shown(detail)}${whatHelps} [${ids.join(', ')}]`;
}

/** Many of one kind, such as the columns of a table, are one line that names them all. */
function heldLines(lines: readonly CheckLine[]): readonly string[] {
  const kindOf = ({ id }: CheckLine) => id.slice(0, id.lastIndexOf('.'));
  const groups = Map.groupBy(lines, (line) => JSON.stringify([kindOf(line), line.detail]));
  return [...groups.values()].flatMap((members) => {
    const kind = kindOf(members[0] as CheckLine);
    return members.length < MANY
      ? members.map(({ title, detail }) => `${shown(title)}: ${shown(detail)}`)
      : [`${kind}: ${members.map(({ id }) => id.slice(kind.length + 1)).join(', ')}`];
  });
}

const MANY = 6;

function shown(text: string): string {
  return inOneLine(text, LONGEST);
}
