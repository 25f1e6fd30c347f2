import { type Database, DatabaseError, type Row } from '../../database/database.ts';
import { RestError } from '../rest-error.ts';
import type { WorkerJob } from './workers.ts';

/** Which table holds an association, and which of its columns the CI. */
const ASSOCIATIONS: Readonly<Record<string, readonly [table: string, column: string]>> = {
  affected: ['task_ci', 'ci_item'],
  impacted: ['task_cmdb_ci_service', 'cmdb_ci_service'],
};

/**
 * Finds the table of an association type, and its column for the configuration item.
 * @throws RestError 400, and 501 for service offerings
 */
export function associationTable(type: unknown): readonly [table: string, column: string] {
  const found = ASSOCIATIONS[String(type ?? '')];
  if (found !== undefined) return found;
  if (type === 'offering') throw new RestError(501, 'The sandbox does not implement service offerings', '');
  throw new RestError(400, 'association_type must be affected, impacted or offering', '');
}

/**
 * Associates CIs with a change, each once.
 * @fact `POST /change/{id}/ci` | 202 and a worker | documented | change-management-api
 * @param body `{cmdb_ci_sys_ids: text or list, association_type}`
 */
export function associate(
  database: Database,
  change: Row,
  body: Record<string, unknown>,
  actor: string,
): WorkerJob {
  const type = String(body.association_type ?? '');
  const [table, column] = associationTable(type);
  const cis = sysIds(body.cmdb_ci_sys_ids);
  if (cis.length === 0) throw new RestError(400, 'cmdb_ci_sys_ids names no configuration item', '');
  const task = change.sys_id ?? '';
  const errors: string[] = [];
  const warnings: string[] = [];
  const infos: string[] = [];
  for (const ci of cis) {
    if (database.get('cmdb_ci', ci) === null) warnings.push(`Invalid CMDB_CI sys_id provided: ${ci}`);
    else if (database.count(table, `task=${task}^${column}=${ci}`) > 0)
      infos.push(`${ci} is already associated`);
    else {
      const refusal = tryInsert(database, table, { task, [column]: ci }, actor);
      if (refusal !== undefined) errors.push(refusal);
    }
  }
  return {
    type,
    request: JSON.stringify({ cmdb_ci_sys_ids: cis, association_type: type, task }),
    messages: { errorMessages: errors, warningMessages: warnings, infoMessages: infos },
  };
}

/** @returns why the row was refused; undefined once it is there */
function tryInsert(database: Database, table: string, row: Row, actor: string): string | undefined {
  try {
    database.insert(table, row, actor);
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError) return error.message;
    throw error;
  }
}

/** A list, or text with commas; sys_ids only, because they go into a query. */
function sysIds(given: unknown): string[] {
  const items = Array.isArray(given) ? given.map(String) : String(given ?? '').split(',');
  return items.map((item) => item.trim()).filter((item) => /^[0-9a-zA-Z]{1,32}$/.test(item));
}
