/**
 * The report of a check for the page that a CI shows of a build. The tables are HTML, which Markdown takes: their cells may then hold
 * any text, and none of it is read as Markdown.
 */
import { inOneLine } from '../evidence/plain-text.ts';
import { escapeHtml } from '../html.ts';
import type { CheckOutcome } from './contract.ts';
import { type CheckLine, type CheckReport, summaryOf } from './report.ts';
import { bySameCause } from './same-cause.ts';

/** The longest text of a cell. */
const LONGEST = 1_000;

/** The most characters of a table's rows: a CI shows nothing of a page that is too long, GitHub of one of more than 1 MiB. */
const MOST = 200_000;

/** The first two are there to be acted on; what holds is folded. */
const HEADINGS: Readonly<Record<CheckOutcome, string>> = {
  'does-not-hold': 'Does not hold',
  'could-not-be-seen': 'Could not be seen',
  holds: 'Holds',
};

/** @returns one heading, one sentence, and a table for each outcome that there is */
export function reportMarkdown(report: CheckReport): string {
  const parts = (['does-not-hold', 'could-not-be-seen', 'holds'] as const).flatMap((outcome) => {
    const lines = report.lines.filter((line) => line.outcome === outcome);
    if (lines.length === 0) return [];
    const heading = `${HEADINGS[outcome]} (${lines.length})`;
    const table = tableOf(lines);
    return outcome === 'holds'
      ? [`<details><summary>${heading}</summary>${table}</details>`]
      : [`<h4>${heading}</h4>${table}`];
  });
  const heading = `<h3>Check of ${shown(report.instance)}</h3>`;
  return `${[heading, `<p>${shown(summaryOf(report))}</p>`, ...parts].join('\n')}\n`;
}

function tableOf(lines: readonly CheckLine[]): string {
  const hasRemedy = lines.some(({ remedy }) => remedy !== undefined);
  const head = ['Looked at', 'Found', ...(hasRemedy ? ['What to do', 'Who'] : [])];
  const rows = bySameCause(lines).map(({ ids, titles, detail, remedy = '', who = '', breaks }) => {
    const things = titles.map((title, index) => {
      const name = breaks ? `<b>${shown(title)}</b>` : shown(title);
      return `${name}<br><code>${shown(ids[index] ?? '')}</code>`;
    });
    return [things.join('<br>'), shown(detail), ...(hasRemedy ? [shown(remedy), shown(who)] : [])];
  });
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  let length = 0;
  const fitting = rows
    .map((cells) => row(cells, 'td'))
    .filter((text) => {
      length += text.length;
      return length <= MOST;
    });
  const left = rows.length - fitting.length;
  const more = left === 0 ? '' : `<p>${left} more are in the report as JSON.</p>`;
  return `<table>${row(head, 'th')}${fitting.join('')}</table>${more}`;
}

function shown(text: string): string {
  return escapeHtml(inOneLine(text, LONGEST));
}
