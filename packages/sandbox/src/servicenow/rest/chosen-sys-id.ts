import { type Database, isSysId, type Row, type Table } from '../database/database.ts';

/** The sys_id that a client chooses in a POST, as a value of the new record; nothing where the instance gives one itself. */
export function chosenSysId(
  database: Database,
  table: Table,
  { sys_id: sysId }: Readonly<Record<string, unknown>>,
  api: 'Table API' | 'Change Management API',
): Row {
  const { clientSysId, secondInsert } = database.behaviours;
  if (!isSysId(sysId) || clientSysId === 'ignored') return {};
  if (clientSysId === 'keptInTableApi' && api !== 'Table API') return {};
  const isTaken = database.get(table.name, sysId) !== null;
  return isTaken && secondInsert === 'newSysId' ? {} : { sys_id: sysId };
}
