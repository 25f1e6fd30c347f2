/** Records that people give by name. */
import * as z from 'zod/mini';
import type { DisplayName } from '../adapter.ts';
import { GateError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ServiceNowClient } from './client.ts';
import { anyOf } from './encoded-query.ts';
import { fourAtOnce } from './four-at-once.ts';

/** Where a reference column of `change_request` points to (ServiceNow's data dictionary). */
export const TABLE_OF: Readonly<Record<string, string>> = {
  assignment_group: 'sys_user_group',
  assigned_to: 'sys_user',
  requested_by: 'sys_user',
  opened_by: 'sys_user',
  chg_model: 'chg_model',
  cmdb_ci: 'cmdb_ci',
  business_service: 'cmdb_ci_service',
  service_offering: 'service_offering',
};

/** Who approves a change follows from these: without them others are asked, or nobody. */
export const WHO_IS_ASKED: readonly string[] = ['assignment_group', 'chg_model'];

/** The columns by which people know a record. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  sys_user: ['user_name', 'email', 'name'],
  std_change_record_producer: ['sys_name', 'name'],
};

/**
 * What says of a record that it is no longer in use: groups, users, models and templates have `active`; of a
 * configuration item, `install_status` 7 and `operational_status` 6 are *Retired* (the values are belief).
 */
const OUT_OF_USE: Readonly<Record<string, (value: string) => boolean>> = {
  active: (value) => value !== 'true',
  install_status: (value) => value === '7',
  operational_status: (value) => value === '6',
};

/** The columns that say whether a record of a table is in use. */
export function statusColumns(table: string): readonly string[] {
  return table.startsWith('cmdb_ci') || table === 'service_offering'
    ? ['install_status', 'operational_status']
    : ['active'];
}

/** The most records of one name that are read. */
const MAX_NAMESAKES = 100;

const rows = z.lazy(() => z.array(z.record(z.string(), z.unknown())));
type Row = Readonly<Record<string, unknown>>;

const SYS_ID = /^[0-9a-f]{32}$/;

interface Lookup {
  readonly client: ServiceNowClient;
  readonly log: Log;
}

/** How names in fields are resolved. */
interface FieldLookup extends Lookup {
  readonly displayName: DisplayName;
  /** Whether a column is left out, with a warning, whose name stands for no record; unless it says who is asked. */
  readonly isLenient?: boolean | undefined;
}

/**
 * The sys_id of a record that a person gives by name or sys_id.
 * @param what how the message names it: `assignment_group`
 * @throws GateError NAME_NOT_RESOLVED unless exactly one record that is in use has this name
 */
export async function sysIdOf(
  { client, log }: Lookup,
  table: string,
  name: string,
  what: string,
): Promise<string> {
  const found = await recordOf(client, table, name);
  if ('problem' in found) {
    throw new GateError('NAME_NOT_RESOLVED', `${what}: ${found.problem}`, { remedy: found.remedy });
  }
  const { sysId, others } = found;
  if (others) {
    log.info(
      `${what}: took ${JSON.stringify(name)} with sys_id ${sysId}; the others of that name in ${table} are not in use.`,
    );
  }
  return sysId;
}

/** The one record of a name that is in use, and whether others have had that name; or why there is none. */
export type NamedRecord =
  | { readonly sysId: string; readonly others: boolean }
  | { readonly problem: string; readonly remedy: string };

/**
 * Looks for the record that a name means: exactly one that is in use has to have it. Of several with one name, the one in use is
 * meant, and what is given as a sys_id is not looked up.
 */
export async function recordOf(client: ServiceNowClient, table: string, name: string): Promise<NamedRecord> {
  if (SYS_ID.test(name)) return { sysId: name, others: false };
  const quoted = JSON.stringify(name);
  const named = await namesakes(client, table, name);
  if (named === null) {
    return { problem: `too many records of ${table} are called like ${quoted}.`, remedy: GIVE_SYS_ID };
  }
  if (named.length === 0) {
    return {
      problem: `there is no ${quoted} in ${table}, or the integration user may not read it.`,
      remedy: 'Check the name, or give the sys_id.',
    };
  }
  const columns = statusColumns(table);
  const hidden = columns.filter((column) => named.some((row) => row[column] === undefined));
  if (hidden.length > 0) {
    return {
      problem: `whether ${quoted} in ${table} is in use cannot be seen.`,
      remedy: `Let the integration user read ${hidden.join(' and ')} of ${table}, or give the sys_id.`,
    };
  }
  const inUse = named.filter((row) => isInUse(row, table));
  const [first, second] = inUse;
  if (first === undefined) {
    return {
      problem: `${quoted} in ${table} is inactive or retired.`,
      remedy: 'Name one that is in use, or have it activated in ServiceNow.',
    };
  }
  if (second !== undefined) {
    return { problem: `more than one record of ${table} is called ${quoted}.`, remedy: GIVE_SYS_ID };
  }
  return { sysId: String(first.sys_id), others: named.length > 1 };
}

const GIVE_SYS_ID = 'Give the sys_id of the one that is meant.';

/** Whether a record is in use, by the columns that say so: none of them may be hidden. */
export function isInUse(row: Row, table: string): boolean {
  return !statusColumns(table).some((column) => OUT_OF_USE[column]?.(String(row[column])));
}

/**
 * The records with this very name: what an instance answers is not enough, as it leaves a condition out whose column
 * it does not know.
 * @returns `null` where there are so many that not all were read
 */
async function namesakes(client: ServiceNowClient, table: string, name: string): Promise<Row[] | null> {
  const columns = NAMES[table] ?? ['name'];
  const found = rows.safeParse(
    await client.request('GET', `/api/now/table/${table}`, {
      query: {
        sysparm_query: anyOf(columns, name),
        sysparm_fields: ['sys_id', ...columns, ...statusColumns(table)].join(','),
        sysparm_limit: String(MAX_NAMESAKES),
        sysparm_exclude_reference_link: 'true',
      },
    }),
  );
  const all = found.data ?? [];
  if (all.length >= MAX_NAMESAKES) return null;
  const same = (value: unknown) =>
    String(value ?? '')
      .trim()
      .toLowerCase() === name.trim().toLowerCase();
  return all.filter((row) => SYS_ID.test(String(row.sys_id)) && columns.some((column) => same(row[column])));
}

/**
 * The fields with names replaced by sys_ids, where a column is known to refer to a record. A lenient lookup may leave some out.
 * @param asked what was looked up already, where several records are resolved
 */
export async function resolveNames<Fields extends Readonly<Record<string, unknown>>>(
  lookup: FieldLookup,
  fields: Fields,
  asked = new Map<string, Promise<string>>(),
): Promise<Fields> {
  const resolved = await fourAtOnce(Object.entries(fields), async ([column, value]) => {
    const table = TABLE_OF[column];
    if (table === undefined || typeof value !== 'string' || value === '') return [column, value];
    const what = `${column} ${value}`;
    const sysId = asked.get(what) ?? sysIdOf(lookup, table, value, column);
    asked.set(what, sysId);
    try {
      return [column, await sysId];
    } catch (error) {
      if (WHO_IS_ASKED.includes(column) || !isLeftOut(error, lookup)) throw error;
      lookup.log.warning(
        `${error.message} The field is left out; with ${lookup.displayName('strict')}: true this is an error.`,
      );
      return [column, undefined];
    }
  });
  return Object.fromEntries(resolved.filter(([, value]) => value !== undefined)) as Fields;
}

function isLeftOut(error: unknown, { isLenient }: FieldLookup): error is GateError {
  return isLenient === true && error instanceof GateError && error.code === 'NAME_NOT_RESOLVED';
}
