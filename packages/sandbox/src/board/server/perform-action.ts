/** Does what a person asked for on the board, in ServiceNow and to the CI servers. */
import type { SandboxClock } from '../../clock.ts';
import {
  formatDateTime,
  parseDateTime,
  type ServiceNowInstance,
  STATE,
  USERS,
} from '../../servicenow/index.ts';
import type { CiPanel } from '../ci-panel.ts';
import type { ActionAnswer } from '../protocol.ts';
import type { StartablePipeline } from '../startable-pipeline.ts';
import type { BoardAction } from './board-action.ts';
import { changeDetail } from './changes.ts';
import type { CiFaults } from './ci-faults.ts';
import { appTable, REGISTRATION, registrationWith } from './registrations.ts';

/** From a deadline until the app's scheduled job has certainly seen it. */
const SWEEP_MS = 61_000;

export interface ActionContext {
  readonly instance: ServiceNowInstance;
  readonly clock: SandboxClock;
  readonly panels: readonly CiPanel[];
  readonly faults: CiFaults;
  readonly startablePipelines: readonly StartablePipeline[];
  /** Tells the pages that what a CI says of itself is different now. */
  cisChanged(): void;
}

/**
 * Performs an action of a person on the board.
 * @throws Error whose message tells the person why it was not done
 */
export async function performAction(action: BoardAction, context: ActionContext): Promise<ActionAnswer> {
  const { userActions } = context.instance;
  switch (action.action) {
    case 'approve':
    case 'reject':
      return answer(action, context);
    case 'ask':
      // What change managers do who need to know more: back to New, with a question to the requester.
      userActions.update(action.number, {
        state: STATE.new,
        ...(action.comment !== '' && { comments: action.comment }),
      });
      return { message: `${action.number} is back in New, for its requester` };
    case 'hold':
      if (action.comment === '') return ASK_FOR_REASON;
      userActions.update(action.number, { on_hold: 'true', on_hold_reason: action.comment });
      return { message: `${action.number} is on hold` };
    case 'unhold':
      userActions.update(action.number, { on_hold: 'false' });
      return { message: `${action.number} is no longer on hold` };
    case 'move':
      return move(action, context);
    case 'expire':
      return expire(action.number, context);
    case 'retry':
      return retry(action.registration, context);
    case 'advance':
      context.clock.advance(action.seconds * 1000);
      return { message: `It is ${formatDateTime(context.clock.now())} UTC in the sandbox` };
    case 'break':
      return breakCi(action.ci, action.fault, context);
    case 'start':
      return start(action.pipeline, context);
  }
}

/**
 * ServiceNow takes no rejection without comments (change-management-api, of `/approvals`), puts nothing on hold without a
 * reason (t_PlaceAChangeRequestOnHold), and asks for one to cancel and to close (t_ProcessAChangeRequest).
 */
const ASK_FOR_REASON: ActionAnswer = {
  message: 'ServiceNow asks for a reason: write it in Your comment, and press again',
  asks: 'comment',
};

/** As the first of those who are asked. */
function answer(
  action: Extract<BoardAction, { action: 'approve' | 'reject' }>,
  { instance: { database, userActions } }: ActionContext,
): ActionAnswer {
  const { number, comment } = action;
  if (action.action === 'reject' && comment === '') return ASK_FOR_REASON;
  const asked = changeDetail(database, number)?.approvals.find(({ state }) => state === 'requested');
  if (action.action === 'approve') userActions.approve(number, undefined, comment);
  else userActions.reject(number, comment);
  return { message: `${asked?.approver} has ${PAST[action.action]} ${number}` };
}

const PAST = { approve: 'approved', reject: 'rejected' } as const;

function move(
  { number, state, comment, closeCode }: Extract<BoardAction, { action: 'move' }>,
  { instance: { userActions } }: ActionContext,
): ActionAnswer {
  if (state === STATE.closed && closeCode === '') {
    return { message: 'ServiceNow asks for a close code: choose one, and press again', asks: 'close code' };
  }
  const isEnd = state === STATE.closed || state === STATE.canceled;
  if (isEnd && comment === '') return ASK_FOR_REASON;
  // The reason to cancel is a work note (t_ProcessAChangeRequest).
  const column = { [STATE.closed]: 'close_notes', [STATE.canceled]: 'work_notes' }[state] ?? 'comments';
  userActions.update(number, {
    state,
    ...(comment !== '' && { [column]: comment }),
    ...(state === STATE.closed && { close_code: closeCode }),
  });
  return { message: `${number} is moved` };
}

/** A registration without a deadline is given one that ends now, as an admin can. */
async function expire(number: string, { instance, clock }: ActionContext): Promise<ActionAnswer> {
  const { database, userActions } = instance;
  const change = userActions.change(number).sys_id ?? '';
  const table = appTable(database, REGISTRATION);
  const waiting =
    table === undefined ? [] : database.query(table, `change=${change}^decision=pending^ended_atISEMPTY`);
  if (table === undefined || waiting.length === 0)
    throw new Error(`Nothing waits for the decision of ${number}`);
  // A job that is still running leaves its next run out, and that run has to be the one that sees the deadline.
  await instance.idle();
  const now = clock.now();
  const deadlines = waiting.map(({ sys_id: sysId = '', deadline = '' }) => {
    const own = parseDateTime(deadline);
    if (own === null) {
      database.update(table, sysId, { deadline: formatDateTime(now) }, USERS.admin.userName);
    }
    return own ?? now;
  });
  const last = Math.max(...deadlines.map((deadline) => deadline.getTime()));
  clock.advance(Math.max(0, last - now.getTime()) + SWEEP_MS);
  return { message: `The deadline of ${number} has passed` };
}

/** What an admin presses on the registration's form, where the CI has refused the callback. */
async function retry(sysId: string, { instance }: ActionContext): Promise<ActionAnswer> {
  const table = appTable(instance.database, REGISTRATION);
  if (table === undefined) throw new Error('The app is not imported');
  const number = registrationWith(instance.database, sysId)?.change_number;
  const { userName: user } = USERS.admin;
  const press = { action: 'Retry delivery', table, sysId, user };
  const [failure] = await instance.cluster.press(press);
  return { message: failure ?? `ServiceNow tells the CI about ${number} again` };
}

function breakCi(key: string, fault: ActFault, { panels, faults, cisChanged }: ActionContext): ActionAnswer {
  const panel = panels.find((one) => one.key === key);
  if (panel === undefined) throw new Error(`There is no CI "${key}" on this board`);
  faults.set(panel, fault);
  cisChanged();
  return { message: `${panel.name} ${fault === null ? 'works again' : FAULT_WORDS[fault]}` };
}

type ActFault = Extract<BoardAction, { action: 'break' }>['fault'];

const FAULT_WORDS = {
  down: 'is down: it resets every connection',
  unauthorized: 'answers every request with 401',
  slow: 'answers every request 3 s late',
} as const;

async function start(id: string, { startablePipelines }: ActionContext): Promise<ActionAnswer> {
  const startable = startablePipelines.find((one) => one.id === id);
  if (startable === undefined) throw new Error(`There is no pipeline "${id}" to start`);
  const pipeline = await startable.start();
  return { message: `Started ${startable.label}`, started: { ci: startable.ci, id: pipeline } };
}
