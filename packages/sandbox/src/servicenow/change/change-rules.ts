import type { Clock } from '../../clock.ts';
import type { Behaviours } from '../behaviours/switches.ts';
import type { Database, DatabaseError, Row, Values } from '../database/database.ts';
import { aborted, fieldsMissing } from '../database/refused-write.ts';
import { userNamed } from '../sign-in/auth.ts';
import { formatDateTime } from '../time/date-time.ts';
import type { ChangeModel } from './change-model.ts';
import { mayEnter } from './may-enter.ts';
import { modelOf } from './model-of.ts';
import { modelOfType, presetOf } from './preset.ts';
import { isFinal } from './task-rules.ts';
import { STATE } from './transitions.ts';

const RULE = 'Change Model: Check State Transition';
const RULE_SYS_ID = 'b6dae9e15317101034d1ddeeff7b1278';

/** States in which a change may be created where an instance keeps them. */
const KEPT_AT_INSERT: readonly string[] = [STATE.assess, STATE.authorize, STATE.scheduled];

/**
 * Adds the rules that run before a change is written: defaults, the state model, the data policy for closing.
 * @fact Actual start and end of a change | set on entering Implement and Review | documented |
 *   change-management-api, samples
 * @fact A change that goes back to New | keeps approval `rejected` after a rejection, else is `not requested` |
 *   documented | c_ChangeStateModel
 * @fact What the `record_preset` of a change's model names, its `type` above all | comes from there, whatever a client
 *   sends | documented | change-management-api: preset fields are read-only
 * @fact The type of a change without a model | may be written while it is New, and is dropped later | documented |
 *   c_ChangeStateModel
 */
export function changeRules(database: Database, clock: Clock): void {
  database.before(({ table, operation, previous, next, actor }) => {
    if (table !== 'change_request' || next === null) return;
    const user = userNamed(database, actor)?.sys_id ?? '';
    const now = formatDateTime(clock.now());
    if (operation === 'insert') fillNew(database, next, user);
    if (previous !== null && previous.state !== STATE.new) next.type = previous.type ?? '';
    Object.assign(next, presetOf(database, next.chg_model ?? ''));
    const model = modelOf(database, next);
    if (previous === null && next.state === STATE.new) next.state = model.initial;
    const from = previous?.state ?? model.initial;
    if (previous === null && next.state !== from) beginIn(next, model, database.behaviours.stateAtInsert);
    if (next.state !== from) enter(database, next, { model, from, user, now, isNew: previous === null });
  });
}

function fillNew(database: Database, next: Values, user: string): void {
  next.requested_by ||= user;
  next.approval = 'not requested';
  if (database.behaviours.modelOfType === 'filled') next.chg_model ||= modelOfType(database, next.type ?? '');
}

interface Entry {
  readonly model: ChangeModel;
  readonly from: string;
  /** sys_id of who writes */
  readonly user: string;
  readonly now: string;
  /** Whether the change is being created. */
  readonly isNew: boolean;
}

/** A change that is created in a state which is not the first one. @throws DatabaseError `ABORTED` */
function beginIn(next: Values, model: ChangeModel, setting: Behaviours['stateAtInsert']): void {
  if (setting === 'reset') next.state = model.initial;
  else if (setting === 'refused' || !KEPT_AT_INSERT.includes(next.state ?? '')) throw noTransition();
}

function enter(database: Database, next: Values, { model, from, user, now, isNew }: Entry): void {
  const { type = '', state = '' } = next;
  if (!isNew) checkTransition(database, next, model, from);
  if (state === STATE.closed) checkClosing(next);

  if (model.asksForApproval(state) && !model.asksForApproval(from)) {
    next.approval = database.behaviours.approvalRequests === 'atOnce' ? 'requested' : 'not requested';
  }
  if (type === 'standard' && state === STATE.scheduled) next.approval = 'approved';
  // Back in New by a rejection, a change keeps its approval as rejected; reverted by hand, it starts again.
  if (state === model.initial && next.approval !== 'rejected') next.approval = 'not requested';
  if (model.implementation.has(state)) next.work_start ||= now;
  if (state === STATE.review) next.work_end ||= now;
  if (isFinal(database, 'change_request', next)) {
    next.closed_at = now;
    next.closed_by = user;
    next.on_hold = 'false';
  }
}

/**
 * @fact A state that no transition leads to, with its conditions met | 403 by the rule *Change Model: Check State
 *   Transition*: nothing is skipped | third party | transcripts; `servicenow.itsm` walks to Closed by PATCH
 */
function noTransition(): DatabaseError {
  return aborted('change_request', RULE, RULE_SYS_ID);
}

function checkTransition(database: Database, next: Row, model: ChangeModel, from: string): void {
  if (!mayEnter(database, next, model, from)) throw noTransition();
}

/** @fact Closing a change without close code or close notes | 403 | documented | t_ProcessAChangeRequest */
function checkClosing(next: Row): void {
  const missing = [...(next.close_code ? [] : ['Close code']), ...(next.close_notes ? [] : ['Close notes'])];
  if (missing.length > 0) throw fieldsMissing(missing);
}
