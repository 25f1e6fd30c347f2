/**
 * The scheduled job: finds what rules and events have missed, whatever the cause (a node that died, an event
 * that failed, a time that came). Bounded, so that a run never outgrows its minute by much. It decides before it delivers:
 * what waits for a CI must not hold up what needs none.
 */
import * as GateCircuit from './GateCircuit.ts';
import * as GateDelivery from './GateDelivery.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateLease from './GateLease.ts';
import * as GateQueue from './GateQueue.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

/** Registrations per query. */
const BATCH = 200;

/** Registrations per run that are evaluated only because it is their turn. */
const ROUND_ROBIN_BATCH = 50;

/** The time that an event gets to deliver what is due, before this job does. */
const HEAD_START_SECONDS = 15;

/** What happened longer ago has been found by an earlier run, or is found in its turn by `roundRobin`. */
const RECENT_SECONDS = 5 * 60;

/** Milliseconds in which a step of one run may begin with another registration: all of them fit into a minute. */
const STEP_MS = 5_000;

/** The same for what calls CI servers. It comes last: none of them may keep the job from deciding. */
const DELIVERY_MS = 15_000;

type Filter = (rows: GlideRecord, now: string, since: string) => void;

/** Works through everything that is due, in order of urgency, each step within its time. */
export function run(): void {
  each(overwritten, BATCH, STEP_MS, GateRegistrationStatus.restoreTerminalStatus);
  each(ofOtherInstances, BATCH, STEP_MS, GateInstance.expire);
  for (const filter of [changeGone, pastDeadline, changedRecently, windowOpened, windowOver]) {
    each(filter, BATCH, STEP_MS, GateEvaluation.evaluate);
  }
  each(roundRobin, ROUND_ROBIN_BATCH, STEP_MS, GateEvaluation.evaluate);
  deliver();
}

/**
 * Each CI server has its share of the time, and those that answer come before those that have been silent. So has each
 * step before them.
 */
function deliver(): void {
  const end = GateTime.milliseconds() + DELIVERY_MS;
  const servers = GateCircuit.servers();
  const steps = [afterLease, ofNoServer(servers)];
  const share = DELIVERY_MS / (steps.length + servers.length);
  for (const filter of steps) each(filter, BATCH, share, GateDelivery.deliver);
  for (const server of servers) {
    if (GateTime.milliseconds() >= end) return;
    GateQueue.work(server, HEAD_START_SECONDS, share);
  }
}

function each(filter: Filter, limit: number, milliseconds: number, act: (sysId: string) => unknown): void {
  const end = GateTime.milliseconds() + milliseconds;
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

/** What is due at a server that has been taken off the list. */
function ofNoServer(servers: readonly string[]): Filter {
  return (rows) => {
    rows.addQuery('status', 'due');
    if (servers.length > 0) rows.addQuery('server', 'NOT IN', servers.join(','));
    rows.addQuery('next_attempt', '<=', GateTime.fromNow(-HEAD_START_SECONDS).getValue());
    rows.orderBy('next_attempt');
  };
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
