/** What stands beside a row of evidence: its reports, and what came after the change's approval was asked for. */
import type { ReportFile } from '@change-gate/core/evidence';
import * as GateTime from './GateTime.ts';

export const TABLE = 'x_change_gate_evidence_item';

/** Characters of the columns. */
const NAME_MAX_LENGTH = 500;
const PROBLEM_MAX_LENGTH = 1000;
const TEXT_MAX_LENGTH = 5000;
/** What an integer column holds. */
const MAX_SIZE = 2_147_483_647;

/** An item. Texts that are left out are empty. */
export interface Item {
  /** sys_id of the row of evidence; empty where the change has none. */
  readonly evidence: string;
  /** sys_id */
  readonly change: string;
  readonly kind: ReportFile['kind'] | 'update' | 'check' | 'override';
  readonly name: string;
  readonly status: string;
  readonly format?: string;
  readonly problem?: string;
  readonly sha256?: string;
  readonly size?: number;
  readonly text?: string;
}

/** What came of keeping an item. */
export interface Kept {
  readonly sysId: string;
  /** `false` where it was there already. */
  readonly isNew: boolean;
}

/**
 * Keeps an item once, whatever comes of two nodes that do so at the same moment.
 *
 * @param claim what is the same of the same item, 100 characters at most: the column is unique
 * @returns `null` where the instance refused the write
 */
export function keep(claim: string, item: Item): Kept | null {
  const there = find(claim);
  if (there !== null) return { sysId: there, isNew: false };
  const row = new GlideRecord(TABLE);
  row.initialize();
  row.setValue('evidence', item.evidence);
  row.setValue('change', item.change);
  row.setValue('kind', item.kind);
  row.setValue('name', item.name.substring(0, NAME_MAX_LENGTH));
  row.setValue('status', item.status);
  row.setValue('format', item.format ?? '');
  row.setValue('problem', (item.problem ?? '').substring(0, PROBLEM_MAX_LENGTH));
  row.setValue('sha256', item.sha256 ?? '');
  if (item.size !== undefined) row.setValue('size', Math.min(item.size, MAX_SIZE));
  row.setValue('text', (item.text ?? '').substring(0, TEXT_MAX_LENGTH));
  row.setValue('recorded', GateTime.now());
  row.setValue('claim', claim);
  const sysId = row.insert();
  if (sysId !== null) return { sysId, isNew: true };
  const other = find(claim);
  return other === null ? null : { sysId: other, isNew: false };
}

function find(claim: string): string | null {
  const row = new GlideRecord(TABLE);
  return row.get('claim', claim) ? row.getUniqueValue() : null;
}
