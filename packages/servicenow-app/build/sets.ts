/** What the install set and the upgrade set are made of. */
import type { RecordFile } from './record-file.ts';
import type { Contents } from './update-set.ts';

/** All there is, for an instance that does not have the app. */
export function installSet(records: readonly RecordFile[]): Contents {
  return { kind: 'install', records, dropped: [] };
}

/** What an admin sets or publishes: an update set sets properties back, and makes a published subflow a draft again. */
const SETTINGS = ['sys_properties', 'sys_hub_flow', 'sys_hub_action_type_definition'];

/**
 * For an instance that has the app, in whichever release. It brings nothing that an admin may have changed there, and
 * deletes each record that a release had and this one does not.
 *
 * A row of an update set is written on every commit, so none is brought. So is a property, unless it is private on the
 * instance (ServiceNow docs, t_AddAPropertyUsingSysPropsList), which those of the first release are not: a setting is
 * brought only where a release has been without it, and a property is private from its first release on.
 *
 * @param releases the records of each
 * @throws Error for a table that is gone: no update set removes one
 */
export function upgradeSet(records: readonly RecordFile[], releases: readonly RecordFile[][]): Contents {
  const scope = records.find(({ table }) => table === 'sys_app')?.fields.scope;
  const isRow = ({ table }: RecordFile) => table.startsWith(`${scope}_`);
  const everyReleaseHas = (record: RecordFile) =>
    releases.every((release) => release.some(({ updateName }) => updateName === record.updateName));
  const brought = records.filter(
    (record) => !isRow(record) && !(SETTINGS.includes(record.table) && everyReleaseHas(record)),
  );

  // A record that has another name now is the same one, and a deletion under its old name would delete it.
  const kept = new Set(records.flatMap(({ updateName, fields }) => [updateName, fields.sys_id]));
  // Of each the newest form.
  const released = new Map(releases.flat().map((record) => [record.updateName, record]));
  const gone = [...released.values()].filter(
    ({ updateName, fields }) => !kept.has(updateName) && !kept.has(fields.sys_id ?? ''),
  );
  const table = gone.find((record) => record.table === 'sys_db_object')?.fields.name;
  if (table !== undefined) {
    throw new Error(`${table} was released: an update set removes no table, so keep it`);
  }
  return { kind: 'upgrade', records: brought, dropped: gone.filter((record) => !isRow(record)) };
}
