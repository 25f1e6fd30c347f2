/** The row of evidence that a change counts with. */
import * as GateStream from './GateStream.ts';

const POINTER = 'x_change_gate_evidence';

/** What a change counts with. */
export interface SealedEvidence {
  /** `null` where there is none, and where it cannot be believed. */
  readonly row: GlideRecord | null;
  /** Why it cannot be believed: a clause that follows the change's number; else empty. */
  readonly problem: string;
}

/** Finds the evidence of a change. Where the column was written by anybody but the app, nothing is known. */
export function of(sysId: string): SealedEvidence {
  const change = new GlideRecord('change_request');
  if (!change.get('sys_id', sysId)) return unreadable('is not there any more');
  if (!change.isValidField(POINTER)) {
    return unreadable(
      'cannot show its evidence: change_request has no column x_change_gate_evidence on this instance',
    );
  }
  const pointer = change.getValue(POINTER) ?? '';
  if (pointer === '') {
    const isLost = hasRow(sysId);
    return isLost
      ? unreadable('has evidence, and its column x_change_gate_evidence was emptied')
      : { row: null, problem: '' };
  }
  const row = new GlideRecord(GateStream.TABLE);
  if (!row.get('sys_id', pointer)) return unreadable('points to evidence that is not there');
  if (row.getValue('change') !== sysId) {
    return unreadable(`points to the evidence of another change (${row.getValue('change_number')})`);
  }
  return { row, problem: '' };
}

function hasRow(change: string): boolean {
  const row = new GlideRecord(GateStream.TABLE);
  row.addQuery('change', change);
  row.query();
  return row.next();
}

function unreadable(problem: string): SealedEvidence {
  return { row: null, problem };
}
