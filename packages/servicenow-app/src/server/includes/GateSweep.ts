/**
 * The scheduled job: finds what rules and events have missed, whatever the cause (a node that died, an event
 * that failed, a time that came). Bounded, so that a run never outgrows its minute by much.
 */
import * as GateDelivery from './GateDelivery.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateLease from './GateLease.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

/** Registrations per query. */
const BATCH = 200;

/** Registrations per run that are evaluated only because it is their turn. */
const ROUND_ROBIN_BATCH = 50;

const BUDGET_MS = 50_000;

/** The time that an event gets to deliver what is due, before this job does. */
const HEAD_START_SECONDS = 15;

/** What happened longer ago has been found by an earlier run, or is found in its turn by `roundRobin`. */
const RECENT_SECONDS = 5 * 60;

type Filter = (rows: GlideRecord, now: string, since: string) => void;

/** Works through everything that is due, in order of urgency, until the time is used up. */
export function run(): void {
  const end = GateTime.milliseconds() + BUDGET_MS;
  each(overwritten, BATCH, end, GateRegistrationStatus.restoreTerminalStatus);
  each(ofOtherInstances, BATCH, end, GateInstance.expire);
  for (const filter of [forDelivery, afterLease]) each(filter, BATCH, end, GateDelivery.deliver);
  for (const filter of [changeGone, pastDeadline, changedRecently, windowOpened, windowOver]) {
    each(filter, BATCH, end, GateEvaluation.evaluate);
  }
  each(roundRobin, ROUND_ROBIN_BATCH, end, GateEvaluation.evaluate);
}

function each(filter: Filter, limit: number, end: number, act: (sysId: string) => unknown): void {
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  filter(rows, GateTime.now(), GateTime.fromNow(-RECENT_SECONDS).getValue());
  rows.setLimit(limit);
  rows.query();
  while (GateTime.milliseconds() < end && rows.next()) {
    const sysId = rows.getUniqueValue();
    try {
      act(sysId);
    } catch (error) {
      // It comes first again in the next run; those after it must not wait for it.
      gs.error(`Change Gate could not look after registration ${sysId}: ${error}`);
    }
  }
}

/** Registrations that have ended, and whose status a node overwrote before it died. */
function overwritten(rows: GlideRecord): void {
  rows.addQuery('status', 'IN', GateRegistrationStatus.ACTIVE);
  rows.addNotNullQuery('ended_as');
}

function ofOtherInstances(rows: GlideRecord): void {
  rows.addQuery('status', 'IN', GateRegistrationStatus.ACTIVE);
  rows.addQuery('instance', '!=', GateInstance.name());
}

function forDelivery(rows: GlideRecord): void {
  rows.addQuery('status', 'due');
  rows.addQuery('next_attempt', '<=', GateTime.fromNow(-HEAD_START_SECONDS).getValue());
  rows.orderBy('next_attempt');
}

function afterLease(rows: GlideRecord): void {
  rows.addQuery('status', 'delivering');
  rows.addQuery('sys_updated_on', '<=', GateLease.expiredBefore());
  rows.orderBy('sys_updated_on');
}

/**
 * Registrations whose change was deleted. That such a query finds references to what is not there any more is how the base
 * script ImportSetCleaner finds rows without their import set; what it does not find has its turn in `roundRobin`.
 */
function changeGone(rows: GlideRecord): void {
  rows.addQuery('status', 'waiting');
  rows.addNullQuery('change.sys_id');
  rows.orderBy('evaluated_at');
}

function pastDeadline(rows: GlideRecord, now: string): void {
  rows.addQuery('status', 'waiting');
  rows.addNotNullQuery('deadline');
  rows.addQuery('deadline', '<', now);
}

function changedRecently(rows: GlideRecord, _now: string, since: string): void {
  rows.addQuery('status', 'waiting');
  rows.addQuery('change.sys_updated_on', '>=', since);
  rows.orderBy('evaluated_at');
}

function windowOpened(rows: GlideRecord, now: string, since: string): void {
  rows.addQuery('status', 'waiting');
  rows.addQuery('window', 'enforce');
  rows.addQuery('change.start_date', '>=', since);
  rows.addQuery('change.start_date', '<=', now);
  rows.orderBy('evaluated_at');
}

function windowOver(rows: GlideRecord, now: string, since: string): void {
  rows.addQuery('status', 'waiting');
  rows.addQuery('window', 'enforce');
  rows.addQuery('change.end_date', '>=', since);
  rows.addQuery('change.end_date', '<=', now);
  rows.orderBy('evaluated_at');
}

/** All that wait, in turn: whatever happened while the scheduler stood still, or was written without rules and times. */
function roundRobin(rows: GlideRecord): void {
  rows.addQuery('status', 'waiting');
  rows.orderBy('evaluated_at');
}
