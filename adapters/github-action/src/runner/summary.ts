/**
 * The page of the run tells people about the change: they come here first when a deployment waits. It says what the
 * operation has read anyway; who approved stands in the change, which it links to. HTML, because a table's cells may
 * then hold any text.
 */
import { appendFileSync } from 'node:fs';
import { type CompletedOperation, escapeHtml } from '@change-gate/core';

/** @param file the path in `GITHUB_STEP_SUMMARY` */
export function writeSummary(operation: CompletedOperation, file: string): void {
  const { 'change-number': number, 'change-url': url, decision, reason, approval, state } = operation.outputs;
  const { evidence = '', 'rollback-to': rollbackTo = '', separation = '' } = operation.outputs;
  const { stateLabel, plannedStart, plannedEnd, workStart, workEnd } = operation.change;
  const link = `<a href="${escapeHtml(url)}">${escapeHtml(number)}</a>`;
  // The record of a deployment that is kept until ServiceNow can be reached has no change.
  const heading = `<h3>${url === '' ? 'No ServiceNow change yet' : `ServiceNow change ${link}`}</h3>`;
  const table = tableOf({
    Decision: decision,
    Why: reason,
    Evidence: evidence,
    'Back to': rollbackTo,
    Approval: approval,
    'Separation of duties': separation,
    State: stateLabel || state,
    'Planned window': plannedStart || plannedEnd ? `${plannedStart ?? ''} to ${plannedEnd ?? ''} UTC` : '',
    'Work started': workStart ? `${workStart} UTC` : '',
    'Work ended': workEnd ? `${workEnd} UTC` : '',
  });
  appendFileSync(file, `${heading}\n${table}\n`);
}

/** @param rows head to text; rows without text are left out */
function tableOf(rows: Readonly<Record<string, string>>): string {
  const filled = Object.entries(rows).filter(([, text]) => text !== '');
  const html = filled.map(([head, text]) => `<tr><th>${head}</th><td>${escapeHtml(text)}</td></tr>`);
  return `<table>${html.join('')}</table>`;
}
