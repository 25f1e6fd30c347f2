/**
 * The status of a registration: its transitions, and the only place that writes it.
 *
 *     waiting -> due -> delivering -> delivered | refused | ended | expired
 *        ^________|^________|   ^__ a node that died: the next attempt starts from here
 *
 * A decision makes a waiting registration due; an approval that does not hold any more when it is to be delivered makes
 * it wait again. A registration whose policy leaves the build alone at the deadline expires there, and one whose build is
 * over in the CI ends.
 * From any of its active statuses it can be superseded (the same key registered for another build) or withdrawn.
 * A refused one stays active: with another token it is due again; after a month without one, it expires.
 */
import * as GateTime from './GateTime.ts';

export type Status =
  | 'waiting'
  | 'due'
  | 'delivering'
  | 'delivered'
  | 'refused'
  | 'expired'
  | 'withdrawn'
  | 'superseded'
  | 'ended';

export const TABLE = 'x_change_gate_registration';

const MOVES: Readonly<Record<Status, readonly Status[]>> = {
  waiting: ['due', 'ended', 'expired', 'withdrawn', 'superseded'],
  due: ['delivering', 'waiting', 'expired', 'withdrawn', 'superseded'],
  delivering: [
    'delivering',
    'due',
    'waiting',
    'delivered',
    'refused',
    'ended',
    'expired',
    'withdrawn',
    'superseded',
  ],
  refused: ['due', 'expired', 'withdrawn', 'superseded'],
  delivered: [],
  expired: [],
  withdrawn: [],
  superseded: [],
  ended: [],
};

/** The active statuses, separated by commas: for a query's IN. */
export const ACTIVE = (Object.keys(MOVES) as Status[]).filter(isActive).join(',');

/** Whether a registration may go from one status to another. */
export function mayMove(from: Status, to: Status): boolean {
  return MOVES[from].indexOf(to) >= 0;
}

/** Whether the status can change: an active registration keeps its token, and is the only one of its key. */
export function isActive(status: Status): boolean {
  return MOVES[status].length > 0;
}

/**
 * Moves a registration on, by its row as it is now: an event that comes late finds the move illegal and does
 * no harm.
 *
 * GlideRecord has no write with a condition, so another node may end the registration between the read and the
 * write. A terminal status therefore stands in a column of its own too (`ended_as`), which no other move writes; it is
 * read after each move, and wins.
 *
 * @param fields further columns to write with the status
 * @param from the one status that it may come from; by default each from which the move is legal
 * @returns whether it moved, and has not ended meanwhile
 */
export function move(
  sysId: string,
  to: Status,
  fields: Readonly<Record<string, string | number>>,
  from?: Status,
): boolean {
  const row = new GlideRecord(TABLE);
  if (!row.get('sys_id', sysId) || !mayMove(statusOf(row), to)) return false;
  if (from !== undefined && statusOf(row) !== from) return false;
  row.setValue('status', to);
  for (const name of Object.keys(fields)) row.setValue(name, fields[name]);
  if (!isActive(to)) {
    row.setValue('ended_at', GateTime.now());
    row.setValue('ended_as', to);
    row.setValue('active_key', endedKey(sysId));
    overwriteToken(row);
  }
  if (row.update() === null) return false;
  if (isActive(to)) return !restoreTerminalStatus(sysId);
  emptyToken(sysId);
  return true;
}

/**
 * Writes to a registration without moving it.
 *
 * @param status the one that it must have: another node may have moved it since it was read, and its columns stay then
 * @returns whether it was written
 */
export function touch(sysId: string, status: Status, fields: Readonly<Record<string, string>>): boolean {
  const row = new GlideRecord(TABLE);
  if (!row.get('sys_id', sysId) || statusOf(row) !== status) return false;
  for (const name of Object.keys(fields)) row.setValue(name, fields[name]);
  return row.update() !== null;
}

/**
 * What `active_key` holds of a registration that has ended. A key has no space: nobody can register one that keeps a
 * registration from ending.
 */
export function endedKey(sysId: string): string {
  return `ended ${sysId}`;
}

/** What stands in place of a token that is not needed any more. */
const FORGOTTEN = 'forgotten';

/**
 * Overwrites the token of a registration, with the next write of its row. `setDisplayValue` is the documented way to write
 * an encrypted column (c_GlideElementScopedAPI); no page says that empty text empties one.
 */
export function overwriteToken(row: GlideRecord): void {
  if ((row.getValue('token') ?? '') !== '') row.getElement('token').setDisplayValue(FORGOTTEN);
}

/**
 * Reads back that a token is overwritten, and then empties its column, so that people see that there is none. An instance
 * that keeps the column as it is keeps no secret.
 */
export function emptyToken(sysId: string): void {
  const row = new GlideRecord(TABLE);
  if (!row.get('sys_id', sysId) || (row.getValue('token') ?? '') === '') return;
  const token = row.getElement('token');
  if (String(token.getDecryptedValue()) !== FORGOTTEN) {
    gs.error(
      `Change Gate could not wipe the token of registration ${sysId}, which needs it no more. An admin has to revoke that token in the CI.`,
    );
    return;
  }
  token.setDisplayValue('');
  if (row.update() === null)
    gs.warn(`Change Gate could not empty the overwritten token of registration ${sysId}`);
}

/**
 * Puts back the terminal status of a registration that has ended, which a node with an older copy may have overwritten.
 *
 * @returns whether the registration has ended
 */
export function restoreTerminalStatus(sysId: string): boolean {
  const row = new GlideRecord(TABLE);
  const end = row.get('sys_id', sysId) ? (row.getValue('ended_as') ?? '') : '';
  if (end === '') return false;
  row.setValue('status', end);
  overwriteToken(row);
  if (row.update() === null) gs.error(`Change Gate could not write that registration ${sysId} is ${end}`);
  emptyToken(sysId);
  return true;
}

/**
 * Forgets a token that somebody has put into the form of a registration which has ended, and says so in the log.
 *
 * @param sysId empty where a rule finds no record any more
 */
export function forgetLateToken(sysId: string | null): void {
  const row = new GlideRecord(TABLE);
  if (!sysId || !row.get('sys_id', sysId) || (row.getValue('ended_as') ?? '') === '') return;
  // The rule on it runs for what this writes too.
  if ((row.getValue('token') ?? '') === '') return;
  if (String(row.getElement('token').getDecryptedValue()) === FORGOTTEN) return;
  restoreTerminalStatus(sysId);
  gs.warn(
    `Change Gate did not keep a token that ${row.getValue('sys_updated_by')} put into registration ${sysId}: it has ended, and its build is told nothing any more.`,
  );
}

/** The status of a registration; a terminal one wins over what a late write has put there. */
export function statusOf(row: GlideRecord): Status {
  // Choice fields that only this file writes.
  return (row.getValue('ended_as') || row.getValue('status') || 'waiting') as Status;
}
