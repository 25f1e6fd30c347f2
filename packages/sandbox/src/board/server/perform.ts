/** Does what a person asked for on the board, in ServiceNow and to the CI servers. */
import type { SandboxClock } from '../../clock.ts';
import { USERS } from '../../servicenow/base-system/seed/seed.ts';
import { STATE } from '../../servicenow/change/transitions.ts';
import type { ServiceNowInstance } from '../../servicenow/instance.ts';
import { formatDateTime, parseDateTime } from '../../servicenow/time/date-time.ts';
import type { Lane } from '../lane.ts';
import type { ActAnswer } from '../protocol.ts';
import type { Starter } from '../starter.ts';
import type { Act } from './act.ts';
import type { LaneFaults } from './lane-faults.ts';
import { REGISTRATION } from './registrations.ts';

/** From a deadline until the app's scheduled job has certainly seen it. */
const SWEEP_MS = 61_000;

export interface ActContext {
  readonly instance: ServiceNowInstance;
  readonly clock: SandboxClock;
  readonly lanes: readonly Lane[];
  readonly faults: LaneFaults;
  readonly starters: readonly Starter[];
  /** Tells the pages that what a lane says of itself is different now. */
  lanesChanged(): void;
}

/** @throws Error whose message says to a person why it was not done */
export async function perform(act: Act, context: ActContext): Promise<ActAnswer> {
  const { desk } = context.instance;
  switch (act.act) {
    case 'approve':
      desk.approve(act.number);
      return { message: `${act.number} is approved` };
    case 'reject':
      desk.reject(act.number, act.note || undefined);
      return { message: `${act.number} is rejected` };
    case 'ask':
      // What change managers do who need to know more: back to New, with a question to the requester.
      desk.update(act.number, { state: STATE.new, comments: act.note || 'Please tell us more.' });
      return { message: `${act.number} is back in New, with a question to its requester` };
    case 'hold':
      desk.update(act.number, { on_hold: 'true', on_hold_reason: act.note || 'On hold' });
      return { message: `${act.number} is on hold` };
    case 'unhold':
      desk.update(act.number, { on_hold: 'false' });
      return { message: `${act.number} is no longer on hold` };
    case 'move':
      return move(act.number, act.state, context);
    case 'expire':
      return expire(act.number, context);
    case 'retry':
      return retry(act.registration, context);
    case 'advance':
      context.clock.advance(act.seconds * 1000);
      return { message: `It is ${formatDateTime(context.clock.now())} UTC in the sandbox` };
    case 'break':
      return breakLane(act.lane, act.fault, context);
    case 'start':
      return start(act.starter, context);
  }
}

function move(number: string, state: string, { instance: { desk } }: ActContext): ActAnswer {
  // The data policy asks for both before a change may be closed.
  const closing = { close_code: 'successful', close_notes: 'Closed on the change board' };
  desk.update(number, { state, ...(state === STATE.closed && closing) });
  return { message: `${number} is moved` };
}

/** A registration without a deadline is given one that ends now, as an admin can. */
async function expire(number: string, { instance, clock }: ActContext): Promise<ActAnswer> {
  const { database, desk } = instance;
  const change = desk.change(number).sys_id ?? '';
  const waiting = database.table(REGISTRATION)
    ? database.query(REGISTRATION, `change=${change}^decision=pending`)
    : [];
  if (waiting.length === 0) throw new Error(`Nothing waits for the decision of ${number}`);
  // A job that is still running leaves its next run out, and that run has to be the one that sees the deadline.
  await instance.idle();
  const now = clock.now();
  const deadlines = waiting.map(({ sys_id: sysId = '', deadline = '' }) => {
    const own = parseDateTime(deadline);
    if (own === null) {
      database.update(REGISTRATION, sysId, { deadline: formatDateTime(now) }, USERS.admin.userName);
    }
    return own ?? now;
  });
  const last = Math.max(...deadlines.map((deadline) => deadline.getTime()));
  clock.advance(Math.max(0, last - now.getTime()) + SWEEP_MS);
  return { message: `The deadline of ${number} has passed` };
}

/** What an admin presses on the registration's form, where the CI has refused the callback. */
async function retry(sysId: string, { instance }: ActContext): Promise<ActAnswer> {
  const number = instance.database.get(REGISTRATION, sysId)?.change_number;
  const { userName: user } = USERS.admin;
  await instance.cluster.press({ action: 'Retry delivery', table: REGISTRATION, sysId, user });
  return { message: `ServiceNow tells the CI about ${number} again` };
}

function breakLane(key: string, fault: ActFault, { lanes, faults, lanesChanged }: ActContext): ActAnswer {
  const lane = lanes.find((one) => one.key === key);
  if (lane === undefined) throw new Error(`There is no CI "${key}" on this board`);
  faults.set(lane, fault);
  lanesChanged();
  return { message: `${lane.name} ${fault === null ? 'works again' : FAULT_WORDS[fault]}` };
}

type ActFault = Extract<Act, { act: 'break' }>['fault'];

const FAULT_WORDS = {
  down: 'is down: it resets every connection',
  unauthorized: 'answers every request with 401',
  slow: 'answers every request 3 s late',
} as const;

async function start(id: string, { starters }: ActContext): Promise<ActAnswer> {
  const starter = starters.find((one) => one.id === id);
  if (starter === undefined) throw new Error(`There is no pipeline "${id}" to start`);
  const pipeline = await starter.start();
  return { message: `Started ${starter.label}`, started: { lane: starter.lane, id: pipeline } };
}
