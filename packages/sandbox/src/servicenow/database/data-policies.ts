import type { Database, Row, RowChange } from './database.ts';
import { fieldsMissing, fieldsReadOnly } from './refused-write.ts';

/** A data policy as its admin fills in its form. */
export interface DataPolicyDefinition {
  /** Its short description. */
  readonly name: string;
  readonly table: string;
  /** Encoded query over the record as it is about to be written; every record when left out. */
  readonly conditions?: string;
  /** Whether it holds for the tables that extend its own too. */
  readonly inherit?: boolean;
  readonly mandatory?: readonly string[];
  readonly readOnly?: readonly string[];
}

const ADMIN = 'admin';

/** Creates a data policy and its rules. @returns its sys_id */
export function addDataPolicy(database: Database, definition: DataPolicyDefinition): string {
  const { name, table, conditions = '', inherit = false, mandatory = [], readOnly = [] } = definition;
  const policy = { short_description: name, model_table: table, conditions, inherit: String(inherit) };
  const { sys_id: sysId = '' } = database.insert('sys_data_policy2', policy, ADMIN);
  for (const field of new Set([...mandatory, ...readOnly])) {
    const rule = {
      sys_data_policy: sysId,
      table,
      field,
      ...(mandatory.includes(field) && { mandatory: 'true' }),
      ...(readOnly.includes(field) && { disabled: 'true' }),
    };
    database.insert('sys_data_policy_rule', rule, ADMIN);
  }
  return sysId;
}

/**
 * Adds the rule that holds writes to the active data policies.
 * @fact A data policy | applies to every write of a record, the Table API's too, unless it is not active | documented | c_DataPolicy
 * @fact *Inherit* of a data policy | applies it to the tables that extend its own | documented | r_DataPolicyFields
 * @fact The conditions of a data policy | are those of the record as it is about to be written | belief | none
 */
export function dataPolicies(database: Database): void {
  database.before((change) => {
    if (change.next === null) return;
    for (const policy of database.query('sys_data_policy2', 'active=true')) {
      if (applies(database, policy, change)) hold(database, policy, change);
    }
  });
}

function applies(database: Database, policy: Row, { table, next }: RowChange): boolean {
  const { model_table: of = '', inherit, conditions = '' } = policy;
  const isOfTable = of === table || (inherit === 'true' && database.isA(table, of));
  return isOfTable && (conditions === '' || database.matches(table, next ?? {}, conditions));
}

/** @throws DatabaseError `ABORTED` */
function hold(database: Database, policy: Row, { table, previous, next }: RowChange): void {
  const rules = database.query('sys_data_policy_rule', `sys_data_policy=${policy.sys_id}`);
  const columns = database.table(table)?.columns;
  const labels = (broken: readonly Row[]) =>
    broken.map(({ field = '' }) => columns?.get(field)?.label ?? field);
  const missing = rules.filter(({ mandatory, field = '' }) => mandatory === 'true' && !next?.[field]);
  if (missing.length > 0) throw fieldsMissing(labels(missing));
  const changed = rules.filter(
    ({ disabled, field = '' }) =>
      disabled === 'true' && previous !== null && previous[field] !== next?.[field],
  );
  if (changed.length > 0) throw fieldsReadOnly(labels(changed));
}
