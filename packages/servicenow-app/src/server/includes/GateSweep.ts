/**
 * The scheduled job: finds what rules and events have missed, whatever the cause (a node that died, an event
 * that failed, a time that came). Bounded, so that a run never outgrows its minute by much.
 */
import * as GateDelivery from './GateDelivery.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateLease from './GateLease.ts';
import * as GateLife from './GateLife.ts';
import * as GateTime from './GateTime.ts';

/** Registrations per query. */
const BATCH = 200;

/** Of the registrations that nothing points at, per run. */
const ROUND = 50;

const BUDGET_MS = 50_000;

/** Seconds that an event gets to deliver what is due, before this job does. */
const HEAD_START = 15;

/** Seconds. What happened longer ago has been found by an earlier run, or is found by `forTheirTurn`. */
const LATELY = 5 * 60;

type Narrow = (rows: GlideRecord, now: string, lately: string) => void;

export function run(): void {
  const end = GateTime.milliseconds() + BUDGET_MS;
  each(overwritten, BATCH, end, GateLife.keepsEnd);
  each(ofOtherInstances, BATCH, end, GateInstance.end);
  for (const narrow of [forDelivery, afterLease]) each(narrow, BATCH, end, GateDelivery.deliver);
  for (const narrow of [pastDeadline, changedLately, windowOpened, windowOver]) {
    each(narrow, BATCH, end, GateEvaluation.evaluate);
  }
  each(forTheirTurn, ROUND, end, GateEvaluation.evaluate);
}

function each(narrow: Narrow, limit: number, end: number, act: (sysId: string) => unknown): void {
  const rows = new GlideRecord(GateLife.TABLE);
  narrow(rows, GateTime.now(), GateTime.fromNow(-LATELY).getValue());
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

/** Ended ones that a node moved on, and died before it looked. */
function overwritten(rows: GlideRecord): void {
  rows.addQuery('status', 'IN', GateLife.ACTIVE);
  rows.addNotNullQuery('ended_as');
}

function ofOtherInstances(rows: GlideRecord): void {
  rows.addQuery('status', 'IN', GateLife.ACTIVE);
  rows.addQuery('instance', '!=', GateInstance.name());
}

function forDelivery(rows: GlideRecord): void {
  rows.addQuery('status', 'due');
  rows.addQuery('next_attempt', '<=', GateTime.fromNow(-HEAD_START).getValue());
  rows.orderBy('next_attempt');
}

function afterLease(rows: GlideRecord): void {
  rows.addQuery('status', 'delivering');
  rows.addQuery('sys_updated_on', '<=', GateLease.ended());
  rows.orderBy('sys_updated_on');
}

function pastDeadline(rows: GlideRecord, now: string): void {
  rows.addQuery('status', 'waiting');
  rows.addNotNullQuery('deadline');
  rows.addQuery('deadline', '<', now);
}

function changedLately(rows: GlideRecord, _now: string, lately: string): void {
  rows.addQuery('status', 'waiting');
  rows.addQuery('change.sys_updated_on', '>=', lately);
  rows.orderBy('evaluated_at');
}

function windowOpened(rows: GlideRecord, now: string, lately: string): void {
  rows.addQuery('status', 'waiting');
  rows.addQuery('window', 'enforce');
  rows.addQuery('change.start_date', '>=', lately);
  rows.addQuery('change.start_date', '<=', now);
  rows.orderBy('evaluated_at');
}

function windowOver(rows: GlideRecord, now: string, lately: string): void {
  rows.addQuery('status', 'waiting');
  rows.addQuery('window', 'enforce');
  rows.addQuery('change.end_date', '>=', lately);
  rows.addQuery('change.end_date', '<=', now);
  rows.orderBy('evaluated_at');
}

/** All the others in turn: a change that is gone, or whatever happened while the scheduler stood still. */
function forTheirTurn(rows: GlideRecord): void {
  rows.addQuery('status', 'waiting');
  rows.orderBy('evaluated_at');
}
