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
import * as GateCircuit from './GateCircuit.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

const HOURS_BETWEEN_LOOKS = 12;

/** Registrations per query. */
const BATCH = 20;

/** How long a run may begin with another look. */
const BUDGET_MS = 50_000;

/** The last outcome of a registration whose last look showed that its build is over. */
const OVER = 'seems-over';

/** Looks at the builds that have waited longest for a look. Each CI server has its share of the time. */
export function run(): void {
  const servers = GateCircuit.servers();
  for (const server of servers) {
    const end = GateTime.milliseconds() + BUDGET_MS / servers.length;
    lookAtSome(server, end);
  }
}

/** Stops where the server does not answer, or enough others are calling it: the next run goes on. */
function lookAtSome(server: string, end: number): void {
  for (const sysId of oldest(server, lookedAtBefore).concat(oldest(server, registeredBefore))) {
    if (GateTime.milliseconds() >= end) return;
    if (GateCircuit.call(server, () => tryOne(sysId)) !== 'done') return;
  }
}

function oldest(server: string, filter: (rows: GlideRecord, before: string) => void): string[] {
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addQuery('status', 'waiting');
  rows.addQuery('server', server);
  rows.addQuery('instance', GateInstance.name());
  filter(rows, GateTime.fromNow(-HOURS_BETWEEN_LOOKS * 3600).getValue());
  rows.setLimit(BATCH);
  rows.query();
  const sysIds: string[] = [];
  while (rows.next()) sysIds.push(rows.getUniqueValue());
  return sysIds;
}

function lookedAtBefore(rows: GlideRecord, before: string): void {
  rows.addQuery('looked_at', '<=', before);
  rows.orderBy('looked_at');
}

function registeredBefore(rows: GlideRecord, before: string): void {
  rows.addNullQuery('looked_at');
  rows.addQuery('sys_created_on', '<=', before);
  rows.orderBy('sys_created_on');
}

function tryOne(sysId: string): 'done' | 'unavailable' {
  try {
    return look(sysId);
  } catch (error) {
    // It comes first again in the next run; those after it must not wait for it.
    gs.error(`Change Gate could not look after registration ${sysId}: ${error}`);
    return 'done';
  }
}

function look(sysId: string): 'done' | 'unavailable' {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId)) return 'done';
  // A renewal empties `looked_at`: what was seen before it counts no more.
  const wasOver = row.getValue('last_outcome') === OVER && (row.getValue('looked_at') ?? '') !== '';
  const now = GateTime.now();
  // It waits no more, or cannot be written: what is seen of it could not be kept.
  if (!GateRegistrationStatus.touch(sysId, 'waiting', { looked_at: now })) return 'done';
  const seen = GateCall.make(row, ({ api, server, target, token, http }) =>
    api.lookForEnd({ server, target, token }, http),
  );
  // A decision that has not been noticed yet comes first, and a renewal during the look makes it void.
  GateEvaluation.evaluate(sysId);
  if (isStillLooked(sysId, now)) store(row, seen, wasOver);
  return seen.outcome === 'unavailable' ? 'unavailable' : 'done';
}

function store(row: GlideRecord, { outcome, detail }: ApprovalLook, wasOver: boolean): void {
  const isOver = outcome === 'build-ended';
  if (isOver && wasOver) end(row, detail);
  else {
    const last = { last_outcome: isOver ? OVER : outcome, last_answer: detail };
    GateRegistrationStatus.touch(row.getUniqueValue(), 'waiting', last);
  }
}

function isStillLooked(sysId: string, time: string): boolean {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  return row.get('sys_id', sysId) && row.getValue('looked_at') === time;
}

function end(row: GlideRecord, detail: string): void {
  const last = { last_outcome: 'build-ended', last_answer: detail };
  if (!GateRegistrationStatus.move(row.getUniqueValue(), 'ended', last, 'waiting')) return;
  GateChange.note(
    row.getValue('change') ?? '',
    `No build waits for this change any more, and none is told: ${detail} It was over at two looks, ${HOURS_BETWEEN_LOOKS} hours or more apart (${row.getValue('build_url')}). Whoever runs it again also has to run again its job or step that opens the change; it waits then as before.`,
  );
}
