/**
 * What an instance may answer in place of what it should, and what each operation makes of it: one row a case. No row
 * lets a build pass for want of data. Run with each of the shipped bundles by `unknown-data.test.ts`; the rules are
 * those of `docs/decision.md`.
 */
import type { Inputs } from './instance.ts';

/**
 * The operation; `open again` finds the change that an earlier run has opened, `open` finds none. All others have a
 * change that is approved, in Implement, in its window and without conflicts.
 */
export type Asked = 'verify' | 'wait' | 'status' | 'open' | 'open again' | 'update' | 'close' | 'cancel';

export type Row = readonly [
  asked: Asked,
  /** Of `change_request`, or with its table before a dot, or `conflict.` for the answer with the conflicts. */
  column: string,
  /** What stands in its place in every answer; `ABSENT` leaves it out. */
  instead: unknown,
  /** Inputs besides those that sign in. */
  inputs: Inputs,
  /** The exit code, and the decision or the error code. */
  end: string,
  /** What the log says. */
  words: RegExp,
];

export const ABSENT = undefined;

/** A field with this as its value and as what people see, as `sysparm_display_value=all` answers it. */
const cell = (value: unknown) => ({ value, display_value: value });
const EMPTY = cell('');
const NULL = cell(null);

const ENFORCE: Inputs = { 'window-policy': 'enforce' };
const REJECT: Inputs = { 'conflict-policy': 'reject' };
const WAIT: Inputs = { 'conflict-policy': 'wait' };
const CHECK: Inputs = { ...REJECT, 'conflict-check': 'true' };
const STATE: Inputs = { 'approval-policy': 'state' };
const MODEL: Inputs = { 'proceed-states': 'model' };
const LEAVE: Inputs = { 'deadline-minutes': '5', 'deadline-outcome': 'leave' };

const WINDOW: Inputs = {
  ...ENFORCE,
  'planned-start': '2020-01-01T00:00:00Z',
  'planned-end': '2099-12-31T00:00:00Z',
};
const WRITES: Inputs = { data: '{"description": "x"}' };

const GOES_ON = /the build may go on/;
const ON_HOLD = /is on hold/;
const OVER = /is over \(Implement\)/;
const NO_STATE = /not yet in a state that lets the build go on/;
const NOT_APPROVED = /but its approval is .*, not "approved"/;
const NO_START = /has no planned start \(start_date\), and its window is enforced/;
const NO_END = /has no planned end \(end_date\), and its window is enforced/;
const NOT_CHECKED = /has not been checked for schedule conflicts .*run Check Conflicts on it/;
const MARKED = 'Change Gate: proc=-1 appr=approved';

const unread = (column: string) =>
  new RegExp(`${column} .*could not be read .*: let the integration user read`);
const ACTIVE = unread('change_request.active');
const HOLD = unread('change_request.on_hold');
const APPROVAL = unread('change_request.approval');
const CONFLICT = unread('change_request.conflict_status');
const START = unread('change_request.start_date');
const END = unread('change_request.end_date');
const LEFT = unread('change_request.correlation_display');
const STATES_OF_MODEL = unread('chg_model.implementation_states of its model');
const noUse = (column: string) => new RegExp(`does not look like one \\(${column}\\b.*an ACL may hide this`);

// biome-ignore format: a table is read by its columns
export const ROWS: readonly Row[] = [
  // The table of docs/decision.md, where all is known.
  ['verify', 'state',               cell('-2'),                 {},       '1 NOT_APPROVED',      NO_STATE],
  ['verify', 'state',               cell('-3'),                 {},       '1 NOT_APPROVED',      /not approved yet/],
  ['verify', 'state',               cell('0'),                  {},       '1 NOT_APPROVED',      /is in review/],
  ['verify', 'state',               cell('3'),                  {},       '1 NOT_APPROVED',      /is closed/],
  ['verify', 'state',               cell('4'),                  {},       '1 NOT_APPROVED',      /was canceled/],
  ['verify', 'approval',            cell('requested'),          {},       '1 NOT_APPROVED',      NOT_APPROVED],
  ['verify', 'approval',            cell('not_required'),       {},       '1 NOT_APPROVED',      NOT_APPROVED],
  ['verify', 'approval',            cell('not_required'),       STATE,    '0 approved',          GOES_ON],
  ['verify', 'on_hold',             cell('true'),               {},       '1 NOT_APPROVED',      ON_HOLD],
  ['verify', 'start_date',          cell('2098-01-01 00:00:00'), ENFORCE, '1 NOT_APPROVED',      /its planned start is 2098/],
  ['verify', 'end_date',            cell('2021-01-01 00:00:00'), ENFORCE, '1 NOT_APPROVED',      /is past its planned end/],
  ['verify', 'conflict_status',     cell('Conflict'),           {},       '0 approved',          GOES_ON],
  ['verify', 'conflict_status',     cell('Conflict'),           WAIT,     '1 NOT_APPROVED',      /has a schedule conflict\. Nothing may be deployed yet/],
  ['verify', 'conflict_status',     cell('Conflict'),           REJECT,   '1 NOT_APPROVED',      /has a schedule conflict\. This build must not deploy/],

  // Which change it is.
  ['verify', 'sys_id',              EMPTY,                      {},       '1 UNEXPECTED_ANSWER', noUse('sys_id')],
  ['verify', 'number',              NULL,                       {},       '1 UNEXPECTED_ANSWER', noUse('number')],
  ['verify', 'correlation_id',      ABSENT,                     {},       '1 UNEXPECTED_ANSWER', noUse('correlation_id')],
  // Its sys_id says whose it is, too.
  ['verify', 'correlation_id',      EMPTY,                      {},       '0 approved',          GOES_ON],
  ['verify', 'sys_created_by',      ABSENT,                     {},       '1 CHANGE_NOT_OURS',   /change_request\.sys_created_by/],
  ['verify', 'sys_created_by',      cell('Change Gate'),        {},       '1 CHANGE_NOT_OURS',   /was created by Change Gate/],

  // Its state, by value and never by label.
  ['verify', 'state',               ABSENT,                     {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['verify', 'state',               EMPTY,                      {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['verify', 'state',               NULL,                       {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['verify', 'state',               cell('Implement'),          {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['verify', 'state',               '-1',                       {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['verify', 'state',               cell(1),                    {},       '1 NOT_APPROVED',      NO_STATE],
  ['verify', 'state',               cell(-1),                   {},       '0 approved',          GOES_ON],
  ['verify', 'active',              ABSENT,                     {},       '1 COLUMN_UNREADABLE', ACTIVE],
  ['verify', 'active',              EMPTY,                      {},       '1 COLUMN_UNREADABLE', ACTIVE],
  ['verify', 'active',              cell('Active'),             STATE,    '1 COLUMN_UNREADABLE', ACTIVE],
  ['verify', 'active',              cell('False'),              {},       '1 NOT_APPROVED',      OVER],
  ['verify', 'on_hold',             ABSENT,                     {},       '1 COLUMN_UNREADABLE', HOLD],
  ['verify', 'on_hold',             EMPTY,                      {},       '1 COLUMN_UNREADABLE', HOLD],
  ['verify', 'on_hold',             NULL,                       {},       '1 COLUMN_UNREADABLE', HOLD],
  ['verify', 'on_hold',             cell('On hold'),            {},       '1 COLUMN_UNREADABLE', HOLD],
  ['verify', 'on_hold',             cell('True'),               {},       '1 NOT_APPROVED',      ON_HOLD],
  ['verify', 'on_hold',             cell(1),                    {},       '1 NOT_APPROVED',      ON_HOLD],

  // Its approval; a rejection denies under either policy, so it has to be seen.
  ['verify', 'approval',            ABSENT,                     {},       '1 COLUMN_UNREADABLE', APPROVAL],
  ['verify', 'approval',            EMPTY,                      {},       '1 NOT_APPROVED',      NOT_APPROVED],
  ['verify', 'approval',            NULL,                       {},       '1 NOT_APPROVED',      NOT_APPROVED],
  ['verify', 'approval',            cell('Approved'),           {},       '1 NOT_APPROVED',      NOT_APPROVED],
  ['verify', 'approval',            cell(['approved']),         {},       '1 UNEXPECTED_ANSWER', noUse('approval')],
  ['verify', 'approval',            { display_value: 'Approved' }, {},    '1 UNEXPECTED_ANSWER', noUse('approval')],
  ['verify', 'approval',            'approved',                 {},       '1 UNEXPECTED_ANSWER', noUse('approval')],
  ['verify', 'approval',            null,                       {},       '1 UNEXPECTED_ANSWER', noUse('approval')],
  ['verify', 'approval',            ABSENT,                     STATE,    '1 COLUMN_UNREADABLE', APPROVAL],
  ['verify', 'approval',            EMPTY,                      STATE,    '0 approved',          GOES_ON],
  ['verify', 'approval',            cell('rejected'),           STATE,    '1 NOT_APPROVED',      /was rejected/],

  // Its window and its conflicts, where the policy asks for them.
  ['verify', 'start_date',          ABSENT,                     {},       '0 approved',          GOES_ON],
  ['verify', 'start_date',          ABSENT,                     ENFORCE,  '1 COLUMN_UNREADABLE', START],
  ['verify', 'start_date',          EMPTY,                      ENFORCE,  '1 NOT_APPROVED',      NO_START],
  ['verify', 'start_date',          cell('12/24/2026 10:00 PM'), ENFORCE, '1 NOT_APPROVED',      NO_START],
  ['verify', 'end_date',            ABSENT,                     ENFORCE,  '1 COLUMN_UNREADABLE', END],
  ['verify', 'end_date',            EMPTY,                      ENFORCE,  '1 NOT_APPROVED',      NO_END],
  ['verify', 'end_date',            cell('2099-12-31T00:00:00Z'), ENFORCE, '1 NOT_APPROVED',     NO_END],
  ['verify', 'conflict_status',     ABSENT,                     ENFORCE,  '0 approved',          GOES_ON],
  ['verify', 'conflict_status',     ABSENT,                     REJECT,   '1 COLUMN_UNREADABLE', CONFLICT],
  ['verify', 'conflict_status',     ABSENT,                     WAIT,     '1 COLUMN_UNREADABLE', CONFLICT],
  ['verify', 'conflict_status',     EMPTY,                      REJECT,   '1 NOT_APPROVED',      NOT_CHECKED],
  ['verify', 'conflict_status',     NULL,                       WAIT,     '1 NOT_APPROVED',      NOT_CHECKED],
  ['verify', 'conflict_status',     cell('Not Run'),            REJECT,   '1 NOT_APPROVED',      NOT_CHECKED],
  ['verify', 'conflict_status',     cell('no conflict'),        WAIT,     '1 NOT_APPROVED',      NOT_CHECKED],
  ['verify', 'conflict_status',     ABSENT,                     CHECK,    '0 approved',          GOES_ON],
  ['verify', 'conflict.conflicts',  ABSENT,                     CHECK,    '1 UNEXPECTED_ANSWER', /does not list the conflicts/],
  ['verify', 'conflict.last_run',   ABSENT,                     CHECK,    '1 NOT_APPROVED',      NOT_CHECKED],

  // Its model, where the proceed states are those of the model.
  ['verify', 'chg_model',           ABSENT,                     {},       '0 approved',          GOES_ON],
  ['verify', 'chg_model',           ABSENT,                     MODEL,    '1 COLUMN_UNREADABLE', STATES_OF_MODEL],
  ['verify', 'chg_model',           EMPTY,                      MODEL,    '0 approved',          GOES_ON],
  ['verify', 'chg_model',           cell('Normal'),             MODEL,    '1 RECORD_NOT_FOUND',  /an ACL hides it/],
  ['verify', 'chg_model.implementation_states', ABSENT,         MODEL,    '1 COLUMN_UNREADABLE', STATES_OF_MODEL],
  ['verify', 'chg_model.implementation_states', ['-1'],         MODEL,    '1 COLUMN_UNREADABLE', STATES_OF_MODEL],
  ['verify', 'sttrm_state.state_value', ABSENT,                 MODEL,    '1 UNEXPECTED_ANSWER', noUse('state_value')],
  ['verify', 'sttrm_state.state_value', 'Implement',            MODEL,    '1 NOT_APPROVED',      /is in Implement/],

  // The policy that open has left with it.
  ['verify', 'correlation_display', ABSENT,                     {},       '1 COLUMN_UNREADABLE', LEFT],
  ['verify', 'correlation_display', cell(`${MARKED} conf=ig`), {},    '1 COLUMN_UNREADABLE',   /cut off or of another version/],
  ['verify', 'correlation_display', EMPTY,                      {},       '0 approved',          GOES_ON],
  ['verify', 'correlation_display', cell(`${MARKED.replace('-1', '-2')} conf=ignore wind=ignore`), {}, '1 NOT_APPROVED', /by the policy that open left/],

  // What no decision hangs on.
  ['verify', 'type',                ABSENT,                     {},       '0 approved',          GOES_ON],
  ['verify', 'on_hold_reason',      ABSENT,                     {},       '0 approved',          GOES_ON],

  // No waiting helps against a column that is not there, and no deadline leaves such a build to deploy.
  ['wait',   'on_hold',             ABSENT,                     LEAVE,    '1 COLUMN_UNREADABLE', HOLD],
  ['wait',   'end_date',            ABSENT,                     ENFORCE,  '1 COLUMN_UNREADABLE', END],
  ['wait',   'state',               cell('Implement'),          {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['wait',   'correlation_display', ABSENT,                     {},       '1 COLUMN_UNREADABLE', LEFT],

  // Status says what is missing, and fails only where there is no change to speak of.
  ['status', 'on_hold',             ABSENT,                     {},       '0 pending',           HOLD],
  ['status', 'approval',            cell('Approved'),           {},       '0 pending',           NOT_APPROVED],
  ['status', 'end_date',            EMPTY,                      ENFORCE,  '0 pending',           NO_END],
  ['status', 'correlation_display', ABSENT,                     {},       '0 pending',           LEFT],
  ['status', 'state',               EMPTY,                      {},       '1 UNEXPECTED_ANSWER', noUse('state')],

  // Open, with no change yet: what cannot be seen of the new one is said at once.
  ['open',   'sys_id',              ABSENT,                     {},       '1 CREATE_UNANSWERED', noUse('sys_id')],
  ['open',   'state',               cell('New'),                {},       '1 CREATE_UNANSWERED', noUse('state')],
  ['open',   'correlation_id',      ABSENT,                     {},       '1 FIELDS_ALTERED',    /did not keep the correlation id/],
  ['open',   'type',                ABSENT,                     {},       '1 GATE_UNSAFE',       /Let the integration user read type of change_request/],
  ['open',   'type',                cell('Standard'),           {},       '1 GATE_UNSAFE',       /became a standard change/],
  ['open',   'approval',            ABSENT,                     {},       '0 pending',           APPROVAL],
  ['open',   'conflict_status',     ABSENT,                     WAIT,     '0 pending',           CONFLICT],
  ['open',   'correlation_display', ABSENT,                     {},       '0 pending',           LEFT],
  ['open',   'end_date',            ABSENT,                     WINDOW,   '0 pending',           END],
  ['open',   'end_date',            EMPTY,                      WINDOW,   '0 pending',           NO_END],

  // Open, with a change of an earlier run: it is this one, or none is opened.
  ['open again', 'sys_id',          EMPTY,                      {},       '1 FORBIDDEN',         /could not be read.*sys_id/],
  ['open again', 'state',           ABSENT,                     {},       '1 FORBIDDEN',         /could not be read.*state/],
  ['open again', 'correlation_id',  ABSENT,                     {},       '1 FORBIDDEN',         /could not be read.*correlation_id/],
  ['open again', 'sys_created_by',  ABSENT,                     {},       '1 CHANGE_NOT_OURS',   /change_request\.sys_created_by/],
  ['open again', 'active',          ABSENT,                     {},       '0 pending',           ACTIVE],

  // What writes knows which change it writes to, and where that stands.
  ['update', 'sys_id',              EMPTY,                      WRITES,   '1 UNEXPECTED_ANSWER', noUse('sys_id')],
  ['update', 'sys_created_by',      EMPTY,                      WRITES,   '1 CHANGE_NOT_OURS',   /change_request\.sys_created_by/],
  ['update', 'state',               NULL,                       WRITES,   '1 UNEXPECTED_ANSWER', noUse('state')],
  ['update', 'approval',            ABSENT,                     WRITES,   '0 pending',           /Updated CHG/],
  ['close',  'state',               EMPTY,                      {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['close',  'state',               cell('Implement'),          {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['close',  'sys_created_by',      ABSENT,                     {},       '1 CHANGE_NOT_OURS',   /change_request\.sys_created_by/],
  ['close',  'close_code',          ABSENT,                     {},       '1 FIELDS_ALTERED',    /may not read or write it/],
  ['close',  'on_hold',             ABSENT,                     {},       '0 denied',            /Closed CHG\d+ as successful/],
  ['cancel', 'state',               cell('Review'),             {},       '1 UNEXPECTED_ANSWER', noUse('state')],
  ['cancel', 'sys_created_by',      ABSENT,                     {},       '1 CHANGE_NOT_OURS',   /change_request\.sys_created_by/],
  ['cancel', 'active',              ABSENT,                     {},       '0 denied',            /Closed CHG\d+ as unsuccessful/],
];

/** The same for an answer as a whole: its name, and what is made of the text of it where a change is looked for. */
export type AnswerRow = readonly [
  asked: Asked,
  name: string,
  instead: (rows: readonly Readonly<Record<string, unknown>>[]) => string,
  inputs: Inputs,
  end: string,
  words: RegExp,
];

const json = (result: unknown) => JSON.stringify({ result });
const anyUse = /does not look like one/;
const AMBIGUOUS = /More than one open change/;
const twice: AnswerRow[2] = (rows) =>
  json(rows.flatMap((row) => ['e', 'f'].map((digit) => ({ ...row, sys_id: cell(digit.repeat(32)) }))));
const another: AnswerRow[2] = (rows) =>
  json(rows.map((row) => ({ ...row, number: cell('CHG0039999'), sys_id: cell('f'.repeat(32)) })));
const BY_NUMBER: Inputs = { 'change-number': 'CHG0030001' };

// biome-ignore format: a table is read by its columns
export const ANSWER_ROWS: readonly AnswerRow[] = [
  ['verify', 'a row in place of rows', (rows) => json(rows[0]),        {},        '1 UNEXPECTED_ANSWER', anyUse],
  ['verify', 'rows without a result',  (rows) => JSON.stringify(rows), {},        '1 UNEXPECTED_ANSWER', anyUse],
  ['verify', 'nothing',                () => '',                       {},        '1 UNEXPECTED_ANSWER', anyUse],
  ['verify', 'an empty row',           () => json([{}]),               {},        '1 UNEXPECTED_ANSWER', anyUse],
  ['verify', 'two changes',            twice,                          {},        '1 CHANGE_AMBIGUOUS',  AMBIGUOUS],
  ['verify', 'another change',         another,                        BY_NUMBER, '1 ANOTHER_RECORD',    /CHG0039999/],
  ['close',      'two changes',            twice,                          {},        '1 CHANGE_AMBIGUOUS',  AMBIGUOUS],
];
