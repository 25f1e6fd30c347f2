/** The policy of a registration in its columns: the fields are those of core's table. */
import { POLICY_ENTRIES, type Policy, type PolicyContract } from '@change-gate/core/policy';

/** The fields of a policy, each with its column, kind and default. */
export const FIELDS = POLICY_ENTRIES;

/** Sets the columns of a registration; does not write its row. */
export function set(row: GlideRecord, policy: Required<PolicyContract>): void {
  for (const { column } of FIELDS) {
    const value: string | readonly string[] = policy[column];
    row.setValue(column, typeof value === 'string' ? value : value.join(','));
  }
}

/** Reads the policy of a registration, for the decision. */
export function read(row: GlideRecord): Policy {
  const policy: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const text = row.getValue(field.column) ?? '';
    if (field.kind === 'states') policy[field.name] = text.split(',');
    // A row from before the column has none.
    else policy[field.name] = text === '' && field.kind === 'choice' ? field.default : text;
  }
  // Columns that only this file writes.
  return policy as unknown as Policy;
}
