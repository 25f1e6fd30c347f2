/** What is due at one CI server, one build after the other. Events and the scheduled job share it. */
import * as GateCircuit from './GateCircuit.ts';
import * as GateDelivery from './GateDelivery.ts';
import * as GateOutcome from './GateOutcome.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

/** Registrations per query. */
const BATCH = 50;

/** How long an event goes on with what else is due at its server, before other events have their turn. */
const TURN_MS = 5_000;

/** Delivers a registration, as its event asks, and then what found its CI server busy meanwhile. */
export function deliver(sysId: string): void {
  if (GateDelivery.deliver(sysId) === 'called') goOn(sysId);
}

/** Delivers what is due at the CI server of a registration: whoever found it busy has left it to the one that called it. */
export function goOn(sysId: string): void {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId)) return;
  const server = row.getValue('server') ?? '';
  if (GateCircuit.hasAnswered(server)) work(server, 0, TURN_MS);
}

/**
 * Delivers what is due at a CI server, the oldest first, for as long as it answers. What it cannot be told because it is
 * silent is held back, and found again here once it answers.
 *
 * @param since        seconds for which a registration must have been due
 * @param milliseconds how long this goes on; an event goes on with the rest
 */
export function work(server: string, since: number, milliseconds: number): void {
  const end = GateTime.milliseconds() + milliseconds;
  const seen: string[] = [];
  for (let isDone = false; !isDone; ) {
    isDone = true;
    const rows = dueAt(server, since);
    while (rows.next()) {
      const sysId = rows.getUniqueValue();
      if (seen.indexOf(sysId) >= 0) continue;
      if (GateTime.milliseconds() >= end) {
        gs.eventQueue('x_change_gate.deliver', rows, sysId, '');
        return;
      }
      seen.push(sysId);
      isDone = false;
      const turn = tryOne(sysId);
      if (turn === 'busy' || (turn === 'called' && !GateCircuit.hasAnswered(server))) return;
    }
  }
}

function dueAt(server: string, since: number): GlideRecord {
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addQuery('server', server);
  rows.addQuery('status', 'due');
  const isDue = rows.addQuery('next_attempt', '<=', GateTime.fromNow(-since).getValue());
  if (!GateCircuit.isSilent(server)) isDue.addOrCondition('last_outcome', GateOutcome.HELD);
  rows.orderBy('next_attempt');
  rows.setLimit(BATCH);
  rows.query();
  return rows;
}

function tryOne(sysId: string): GateDelivery.Turn {
  try {
    return GateDelivery.deliver(sysId);
  } catch (error) {
    // It comes first again in the next turn; those after it must not wait for it.
    gs.error(`Change Gate could not look after registration ${sysId}: ${error}`);
    return 'none';
  }
}
