/** The records that pipelines refer to by their names: groups, and templates of standard changes. */
import type { Profile } from '../../../check/profile.ts';
import type { ServiceNowClient } from '../../../servicenow/client.ts';
import { pagesOf, type Row } from '../../../servicenow/rows.ts';
import type { Unseen } from './unseen.ts';

type Named = Profile['groups'];

export function profiledGroups(client: ServiceNowClient, unseen: Unseen): Promise<Named> {
  return named(client, unseen, {
    what: 'Groups',
    table: 'sys_user_group',
    query: 'active=true',
    fields: ['name', 'active'],
    isInUse: ({ active }) => active === 'true',
  });
}

export function profiledTemplates(client: ServiceNowClient, unseen: Unseen): Promise<Named> {
  return named(client, unseen, {
    what: 'Templates of standard changes',
    table: 'std_change_record_producer',
    query: 'active=true^retired=false',
    fields: ['sys_name', 'name', 'active', 'retired'],
    isInUse: ({ active, retired }) => active === 'true' && retired !== 'true',
  });
}

interface Question {
  /** In words. */
  readonly what: string;
  readonly table: string;
  readonly query: string;
  readonly fields: readonly string[];
  readonly isInUse: (row: Row) => boolean;
}

async function named(
  client: ServiceNowClient,
  unseen: Unseen,
  { what, table, query, fields, isInUse }: Question,
): Promise<Named> {
  const shown = await pagesOf(client, table, { query, fields: ['sys_id', ...fields] });
  const records = (shown?.rows ?? []).filter(isInUse).flatMap(({ sys_id: sysId, sys_name, name }) => {
    const called = sys_name || name;
    return sysId === undefined || !called ? [] : [{ sysId, name: called }];
  });
  if (records.length === 0) unseen(`${what}: the instance shows none in ${table}.`);
  else if (shown?.isAll === false) unseen(`${what}: there are more than ${records.length} in ${table}.`);
  return records;
}
