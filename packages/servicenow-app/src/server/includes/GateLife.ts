/**
 * The life of a registration, and the only place that writes its status.
 *
 *     waiting -> due -> delivering -> delivered | refused | ended | expired
 *                 ^________|   ^__ a node that died: the next attempt starts from here
 *
 * A decision makes a waiting registration due; one that asked to be left alone at its deadline expires there.
 * From any of its active statuses it can be superseded (the same key registered for another build) or withdrawn.
 * A refused one stays active: with another token it is due again; nobody's for a month, it expires.
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
  waiting: ['due', 'expired', 'withdrawn', 'superseded'],
  due: ['delivering', 'expired', 'withdrawn', 'superseded'],
  delivering: ['delivering', 'due', 'delivered', 'refused', 'ended', 'expired', 'withdrawn', 'superseded'],
  refused: ['due', 'expired', 'withdrawn', 'superseded'],
  delivered: [],
  expired: [],
  withdrawn: [],
  superseded: [],
  ended: [],
};

export function mayMove(from: Status, to: Status): boolean {
  return MOVES[from].indexOf(to) >= 0;
}

/** Whether something may still happen: an active registration keeps its token and its claim on the key. */
export function isActive(status: Status): boolean {
  return MOVES[status].length > 0;
}

/**
 * Moves a registration on, by its row as it is now: an event that comes late finds the move illegal and does
 * no harm.
 *
 * @param fields further columns to write with the status
 * @returns whether it moved
 */
export function move(sysId: string, to: Status, fields: Readonly<Record<string, string | number>>): boolean {
  const row = new GlideRecord(TABLE);
  if (!row.get('sys_id', sysId) || !mayMove(statusOf(row), to)) return false;
  row.setValue('status', to);
  for (const name of Object.keys(fields)) row.setValue(name, fields[name]);
  if (!isActive(to)) {
    row.setValue('ended_at', GateTime.now());
    row.setValue('active_key', sysId);
    row.setValue('token', '');
  }
  return row.update() !== null;
}

export function statusOf(row: GlideRecord): Status {
  // A choice field that only this file writes.
  return (row.getValue('status') ?? 'waiting') as Status;
}
