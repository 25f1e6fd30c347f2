/**
 * Ends registrations whose build is over in the CI: rejected there, timed out, canceled, deleted. Nobody is told anything;
 * a note on the change says why the gate does not wait any more.
 *
 * A waiting registration is looked at twice a day, and ends when two looks in a row show that its build is over: somebody
 * may have run it again in between. What cannot be seen ends nothing.
 */
import type { ApprovalLook } from '@change-gate/core/approval';
import * as GateCall from './GateCall.ts';
import * as GateChange from './GateChange.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

const HOURS_BETWEEN_LOOKS = 12;

/** Looks per run. */
const BATCH = 20;

/** How long a run may begin with another look. */
const BUDGET_MS = 50_000;

/** The last outcome of a registration whose last look showed that its build is over. */
const OVER = 'seems-over';

/** Looks at the builds that have waited longest for a look. A CI server that does not answer is left for the next run. */
export function run(): void {
  const end = GateTime.milliseconds() + BUDGET_MS;
  const silent: string[] = [];
  for (let looks = 0; looks < BATCH && GateTime.milliseconds() < end; looks += 1) {
    const next = oldest('looked_at', silent) ?? oldest('sys_created_on', silent);
    if (next === null) return;
    if (look(next).outcome === 'unavailable') silent.push(next.getValue('server') ?? '');
  }
}

/** @param since `looked_at`, or `sys_created_on` for one that nobody has looked at */
function oldest(since: 'looked_at' | 'sys_created_on', silent: readonly string[]): GlideRecord | null {
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addQuery('status', 'waiting');
  rows.addQuery('instance', GateInstance.name());
  for (const server of silent) rows.addQuery('server', '!=', server);
  if (since === 'sys_created_on') rows.addNullQuery('looked_at');
  rows.addQuery(since, '<=', GateTime.fromNow(-HOURS_BETWEEN_LOOKS * 3600).getValue());
  rows.orderBy(since);
  rows.setLimit(1);
  rows.query();
  return rows.next() ? rows : null;
}

function look(row: GlideRecord): ApprovalLook {
  const sysId = row.getUniqueValue();
  // A renewal empties `looked_at`: what was seen before it counts no more.
  const wasOver = row.getValue('last_outcome') === OVER && (row.getValue('looked_at') ?? '') !== '';
  const now = GateTime.now();
  if (!GateRegistrationStatus.touch(sysId, 'waiting', { looked_at: now })) {
    return { outcome: 'refused', detail: 'The registration waits no more, or could not be written.' };
  }
  const seen = GateCall.make(row, ({ api, server, target, token, http }) =>
    api.lookForEnd({ server, target, token }, http),
  );
  const isOver = seen.outcome === 'build-ended';
  // A decision that has not been noticed yet comes first, and a renewal during the look makes it void.
  GateEvaluation.evaluate(sysId);
  if (!isStillLooked(sysId, now)) return seen;
  if (isOver && wasOver) end(row, seen.detail);
  else {
    const last = { last_outcome: isOver ? OVER : seen.outcome, last_answer: seen.detail };
    GateRegistrationStatus.touch(sysId, 'waiting', last);
  }
  return seen;
}

function isStillLooked(sysId: string, time: string): boolean {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  return row.get('sys_id', sysId) && row.getValue('looked_at') === time;
}

function end(row: GlideRecord, detail: string): void {
  const last = { last_outcome: 'build-ended', last_answer: detail };
  if (!GateRegistrationStatus.move(row.getUniqueValue(), 'ended', last)) return;
  GateChange.note(
    row.getValue('change') ?? '',
    `No build waits for this change any more, and none is told: ${detail} It was over at two looks, ${HOURS_BETWEEN_LOOKS} hours or more apart (${row.getValue('build_url')}). Whoever runs it again also has to run again its job or step that opens the change; it waits then as before.`,
  );
}
