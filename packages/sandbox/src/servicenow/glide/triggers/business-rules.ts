import type { Database, RowChange } from '../../database/database.ts';
import { parseEncodedQuery } from '../../query/encoded-query.ts';
import type { Refuse } from '../application/refusal.ts';
import { type Script, scriptOf } from '../application/script.ts';
import { text, type UpdateRecord } from '../application/update-set.ts';
import { settleChanges } from './change-conditions.ts';

export interface RuleTrigger {
  readonly sysId: string;
  readonly name: string;
  readonly table: string;
  readonly operations: ReadonlySet<RowChange['operation']>;
  /** Encoded query over the row as written, and over what the write changed. */
  readonly filter: string;
  readonly order: number;
}

/** An async business rule (`sys_script`). */
export interface BusinessRule extends RuleTrigger {
  /** Empty source for none. */
  readonly condition: Script;
  readonly script: Script;
}

/** The async rules among an application's; `readRulesBefore` has the others that the sandbox knows. */
export function readBusinessRules(records: readonly UpdateRecord[], refuse: Refuse): BusinessRule[] {
  return records
    .filter((record) => !isWithoutScript(record))
    .map(({ fields }) => {
      const name = nameOf(fields);
      // The SDK writes `async_always`; rules made in the browser have `async`.
      if (!text(fields, 'when').startsWith('async')) {
        // A write through the Table API could not wait for a script on another thread.
        refuse(
          `${name}: the sandbox does not implement "${text(fields, 'when')}" rules, only async ones, and before ones that set field values, or abort, and do nothing else`,
        );
      }
      if (fields.action_query === 'true') refuse(`${name}: the sandbox does not implement query rules`);
      for (const field of ['role_conditions', 'template', 'rest_service']) {
        if (text(fields, field) !== '') refuse(`${name}: the sandbox does not implement ${field}`);
      }
      return {
        ...readTrigger(fields, refuse),
        condition: scriptOf('sys_script', fields, 'condition'),
        script: scriptOf('sys_script', fields),
      };
    });
}

/** Whether a rule (`sys_script`) sets field values before the write, or aborts it: without *Advanced*, no script runs. */
export function isWithoutScript({ fields }: UpdateRecord): boolean {
  const sets = text(fields, 'template') !== '';
  const aborts = fields.abort_action === 'true';
  return fields.when === 'before' && fields.advanced !== 'true' && sets !== aborts;
}

/** When a rule runs. */
export function readTrigger(fields: UpdateRecord['fields'], refuse: Refuse): RuleTrigger {
  return {
    sysId: text(fields, 'sys_id'),
    name: text(fields, 'name'),
    table: text(fields, 'collection'),
    operations: new Set(OPERATIONS.filter((operation) => fields[`action_${operation}`] === 'true')),
    filter: readFilter(text(fields, 'filter_condition'), nameOf(fields), refuse),
    order: Number(fields.order ?? 100),
  };
}

function nameOf(fields: UpdateRecord['fields']): string {
  return `business rule "${text(fields, 'name')}" on ${text(fields, 'collection')}`;
}

/** The rules that a write sets off, in their order. */
export function rulesFor<Rule extends RuleTrigger>(
  change: RowChange,
  rules: readonly Rule[],
  database: Database,
): Rule[] {
  const row = change.next ?? change.previous ?? {};
  return (
    rules
      .filter(
        ({ operations, table }) => operations.has(change.operation) && database.isA(change.table, table),
      )
      .filter(({ filter }) => database.matches(change.table, row, settleChanges(filter, change)))
      // An admin may have switched one off since the import.
      .filter(({ sysId }) => database.get('sys_script', sysId)?.active !== 'false')
      .sort((a, b) => a.order - b.order)
  );
}

const OPERATIONS = ['insert', 'update', 'delete'] as const;

function readFilter(filter: string, name: string, refuse: Refuse): string {
  try {
    parseEncodedQuery(settleChanges(filter, { previous: null, next: null }));
  } catch (error) {
    refuse(`${name}: ${(error as Error).message}`);
    return '';
  }
  if (filter.includes('javascript:'))
    refuse(`${name}: the sandbox does not evaluate javascript: in a filter condition`);
  if (filter.includes('ANYTHING'))
    refuse(`${name}: the sandbox does not implement ANYTHING in a filter condition`);
  return filter;
}
