import type { Clock } from '../../clock.ts';
import { userNamed } from '../auth.ts';
import { type Database, DatabaseError, type Row, type Values } from '../database.ts';
import { formatDateTime } from '../date-time.ts';
import { approvalState, mayFollow, STATE } from './transitions.ts';

const RULE = 'Change Model: Check State Transition';
const RULE_SYS_ID = 'b6dae9e15317101034d1ddeeff7b1278';

/** What a change may be, before it is written: defaults, the state model, the data policy for closing. */
export function changeModel(database: Database, clock: Clock): void {
  database.before(({ table, operation, previous, next, actor }) => {
    if (table !== 'change_request' || next === null) return;
    const user = userNamed(database, actor)?.sys_id ?? '';
    const now = formatDateTime(clock.now());
    if (operation === 'insert') fillNew(database, next, user, now);
    const from = previous?.state ?? STATE.new;
    // A type can be changed only while the change is New; later the field is protected, so its value is dropped.
    if (previous !== null && previous.state !== STATE.new) next.type = previous.type ?? '';
    if (next.state !== from) enter(next, from, user, now);
    if (next.on_hold === 'false') next.on_hold_reason = '';
  });
}

function fillNew(database: Database, next: Values, user: string, now: string): void {
  next.opened_at ||= now;
  next.opened_by ||= user;
  next.requested_by ||= user;
  next.approval = 'not requested';
  next.chg_model ||= database.find('chg_model', 'default_change_type', next.type ?? '')?.sys_id ?? '';
}

function enter(next: Values, from: string, user: string, now: string): void {
  const { type = '', state = '' } = next;
  checkTransition(next, from);
  if (state === STATE.closed) checkClosing(next);

  if (state === approvalState(type)) next.approval = 'requested';
  if (type === 'standard' && state === STATE.scheduled) next.approval = 'approved';
  // Back in New by a rejection, a change keeps its approval as rejected; reverted by hand, it starts again.
  if (state === STATE.new && next.approval !== 'rejected') next.approval = 'not requested';
  if (state === STATE.implement) next.work_start ||= now;
  if (state === STATE.review) next.work_end ||= now;
  next.active = String(state !== STATE.closed && state !== STATE.canceled);
  if (next.active === 'false') {
    next.closed_at = now;
    next.closed_by = user;
    next.on_hold = 'false';
  }
}

function checkTransition(next: Row, from: string): void {
  const { type = '', state = '' } = next;
  const held = next.on_hold === 'true' && state !== STATE.canceled;
  const unapproved = state === STATE.scheduled && type !== 'standard' && next.approval !== 'approved';
  if (mayFollow(type, from, state) && !held && !unapproved) return;
  throw new DatabaseError(
    'ABORTED',
    `Operation against file 'change_request' was aborted by Business Rule '${RULE}^${RULE_SYS_ID}'. Business Rule Stack:${RULE}`,
  );
}

function checkClosing(next: Row): void {
  const missing = [...(next.close_code ? [] : ['Close code']), ...(next.close_notes ? [] : ['Close notes'])];
  if (missing.length === 0) return;
  throw new DatabaseError(
    'ABORTED',
    `Data Policy Exception: The following fields are mandatory: ${missing.join(', ')}`,
  );
}
