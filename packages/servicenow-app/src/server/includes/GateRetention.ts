/** What is kept, and for how long: dead letters with their tokens, and registrations that have ended. */
import * as GateClaims from './GateClaims.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateOutcome from './GateOutcome.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateReports from './GateReports.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateTime from './GateTime.ts';

/** Rows per run; the next run goes on. */
const BATCH = 1000;

const DAY_SECONDS = 24 * 60 * 60;

/** Expires dead letters that nobody retried, and deletes what ended long ago. */
export function run(): void {
  endDeadLetters();
  deleteEnded();
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
