/** What is kept, and for how long: dead letters with their tokens, registrations that have ended, and evidence. */
import * as GateClaims from './GateClaims.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateEvidenceItems from './GateEvidenceItems.ts';
import * as GateOutcome from './GateOutcome.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateReports from './GateReports.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateStream from './GateStream.ts';
import * as GateTime from './GateTime.ts';

/** Rows per run; the next run goes on. */
const BATCH = 1000;

const DAY_SECONDS = 24 * 60 * 60;

/** Expires dead letters that nobody retried, and deletes what ended long ago. */
export function run(): void {
  endDeadLetters();
  deleteEnded();
  // What stands beside a row goes before it.
  deleteEvidence(GateEvidenceItems.TABLE);
  deleteEvidence(GateStream.TABLE);
}

/** Of changes that are closed or gone; that of an open one is kept, however old. */
function deleteEvidence(table: string): void {
  const days = Number(gs.getProperty('x_change_gate.evidence_retention_days', '2555'));
  if (!(days > 0)) return;
  const rows = new GlideRecord(table);
  rows.addNotNullQuery('recorded');
  rows.addQuery('recorded', '<', daysAgo(days));
  // A change that is gone reads empty.
  rows.addQuery('change.active', '!=', true);
  rows.orderBy('recorded');
  rows.setLimit(BATCH);
  rows.query();
  while (rows.next()) {
    if (!rows.deleteRecord()) gs.error(`Change Gate could not delete evidence ${rows.getUniqueValue()}`);
  }
}

/** A CI may hold the build for longer; its token is not kept for as long. */
function endDeadLetters(): void {
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addQuery('status', 'refused');
  rows.addQuery('sys_updated_on', '<', daysAgo(GateRetry.LONGEST_DAYS));
  rows.setLimit(BATCH);
  rows.query();
  while (rows.next()) GateOutcome.giveUp(rows, 'refused', rows.getValue('last_answer') ?? '');
}

/** Their deliveries and reports go with them. */
function deleteEnded(): void {
  const days = Number(gs.getProperty('x_change_gate.retention_days', '365'));
  if (!(days > 0)) return;
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addNotNullQuery('ended_at');
  rows.addQuery('ended_at', '<', daysAgo(days));
  rows.orderBy('ended_at');
  rows.setLimit(BATCH);
  rows.query();
  while (rows.next()) {
    for (const table of [GateDeliveries.TABLE, GateReports.TABLE]) {
      GateClaims.deleteAll(table, rows.getUniqueValue());
    }
    if (!rows.deleteRecord()) gs.error(`Change Gate could not delete registration ${rows.getUniqueValue()}`);
  }
}

function daysAgo(days: number): string {
  return GateTime.fromNow(-days * DAY_SECONDS).getValue();
}
