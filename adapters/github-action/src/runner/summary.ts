/**
 * The page of the run tells people about the change: they come here first when a deployment waits. It says what the
 * operation has read anyway; who approved stands in the change, which it links to. HTML, because a table's cells may
 * then hold any text; `core.summary` escapes nothing, so what ServiceNow says is escaped here.
 */
import { summary } from '@actions/core';
import type { CompletedOperation } from '@change-gate/core';

export async function writeSummary(operation: CompletedOperation): Promise<void> {
  const { 'change-number': number, 'change-url': url, decision, reason, approval, state } = operation.outputs;
  const { stateLabel, plannedStart, plannedEnd, workStart, workEnd } = operation.change;
  summary.addHeading(`ServiceNow change <a href="${escapeHtml(url)}">${escapeHtml(number)}</a>`, 3);
  addTable({
    Decision: decision,
    Why: reason,
    Approval: approval,
    State: stateLabel || state,
    'Planned window': plannedStart || plannedEnd ? `${plannedStart ?? ''} to ${plannedEnd ?? ''} UTC` : '',
    'Work started': workStart ? `${workStart} UTC` : '',
    'Work ended': workEnd ? `${workEnd} UTC` : '',
  });
  await summary.write();
}

/** @param rows head to text; rows without text are left out */
function addTable(rows: Readonly<Record<string, string>>): void {
  const filled = Object.entries(rows).filter(([, text]) => text !== '');
  summary.addTable(filled.map(([head, text]) => [{ data: head, header: true }, escapeHtml(text)]));
}

function escapeHtml(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
