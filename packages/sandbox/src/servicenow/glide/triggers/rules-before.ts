/**
 * Before rules without a script. They set field values, which is all that a rule may do before a write on a table of another
 * scope (ServiceNow docs, c_BusinessRulesInScopedApps), or abort it.
 */
import type { Database, RowChange } from '../../database/database.ts';
import { aborted } from '../../database/refused-write.ts';
import type { Refuse } from '../application/refusal.ts';
import { text, type UpdateRecord } from '../application/update-set.ts';
import { isWithoutScript, type RuleTrigger, readTrigger, rulesFor } from './business-rules.ts';

export interface RuleBefore extends RuleTrigger {
  readonly aborts: boolean;
  readonly values: Readonly<Record<string, string>>;
}

export function readRulesBefore(records: readonly UpdateRecord[], refuse: Refuse): RuleBefore[] {
  return records.filter(isWithoutScript).map(({ fields }) => {
    const assignments = text(fields, 'template')
      .split('^')
      .filter((one) => one !== '' && one !== 'EQ')
      .map((one) => /^([a-z_]\w*)=(.*)$/s.exec(one) ?? refuse(`business rule "${fields.name}": sets ${one}`));
    return {
      ...readTrigger(fields, refuse),
      aborts: fields.abort_action === 'true',
      // @fact The value `NULL` of *Set field values* | empties the field | belief | encoded queries write an empty value so
      values: Object.fromEntries(
        assignments.flatMap((match) => (match ? [[match[1], match[2] === 'NULL' ? '' : match[2]]] : [])),
      ),
    };
  });
}

/** What the rules do before a write, in their order. @throws DatabaseError for a write that one aborts */
export function applyBefore(change: RowChange, rules: readonly RuleBefore[], database: Database): void {
  if (change.next === null) return;
  for (const { name, sysId, aborts, values } of rulesFor(change, rules, database)) {
    if (aborts) throw aborted(change.table, name, sysId);
    Object.assign(change.next, values);
  }
}
