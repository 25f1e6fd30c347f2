/**
 * Before rules that set field values: all that a rule may do before a write on a table of another scope (ServiceNow docs,
 * c_BusinessRulesInScopedApps: no script, and no abort).
 */
import type { Database, RowChange } from '../../database/database.ts';
import type { Refuse } from '../application/refusal.ts';
import { text, type UpdateRecord } from '../application/update-set.ts';
import { type RuleTrigger, readTrigger, rulesFor, setsFields } from './business-rules.ts';

export interface FieldRule extends RuleTrigger {
  readonly values: Readonly<Record<string, string>>;
}

export function readFieldRules(records: readonly UpdateRecord[], refuse: Refuse): FieldRule[] {
  return records.filter(setsFields).map(({ fields }) => {
    const assignments = text(fields, 'template')
      .split('^')
      .filter((one) => one !== '' && one !== 'EQ')
      .map((one) => /^([a-z_]\w*)=(.*)$/s.exec(one) ?? refuse(`business rule "${fields.name}": sets ${one}`));
    return {
      ...readTrigger(fields, refuse),
      // @fact The value `NULL` of *Set field values* | empties the field | belief | encoded queries write an empty value so
      values: Object.fromEntries(
        assignments.flatMap((match) => (match ? [[match[1], match[2] === 'NULL' ? '' : match[2]]] : [])),
      ),
    };
  });
}

/** Sets the field values before a write, in the order of the rules. */
export function setFields(change: RowChange, rules: readonly FieldRule[], database: Database): void {
  if (change.next === null) return;
  for (const { values } of rulesFor(change, rules, database)) Object.assign(change.next, values);
}
