/** A change model (`chg_model`): in which states it lets a change be implemented. */
import * as z from 'zod/mini';
import { anotherRecord, isSameName } from './another-record.ts';
import type { ServiceNowClient } from './client.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

const SYS_ID = /^[0-9a-f]{32}$/;

const modelRow = z.lazy(() =>
  z.object({ sys_id: z.string(), implementation_states: z.catch(z.nullable(z.string()), null) }),
);
/** In which of the two columns the value is, no page says. */
const stateRows = z.lazy(() =>
  z.array(
    z.pipe(
      z.transform(
        (row: { readonly sys_id?: unknown; readonly state_value?: unknown; readonly value?: unknown }) => ({
          sys_id: row.sys_id,
          state_value: row.state_value ?? row.value,
        }),
      ),
      z.object({
        sys_id: z.string(),
        state_value: z.pipe(z.union([z.string(), z.number()]), z.transform(String)),
      }),
    ),
  ),
);

/**
 * The implementation states of a change model. The model holds states of `sttrm_state` by sys_id, or state values:
 * which of the two an instance keeps is not documented, so both are read.
 * @returns state values; none where the model names none, `null` where they cannot be read
 */
export async function implementationStates(
  client: ServiceNowClient,
  model: string,
): Promise<string[] | null> {
  const query = { sysparm_fields: 'sys_id,implementation_states', sysparm_exclude_reference_link: 'true' };
  const row = modelRow.safeParse(await client.request('GET', `/api/now/table/chg_model/${model}`, { query }));
  if (!row.success) throw unexpectedSchema('chg_model', row.error);
  if (!isSameName(row.data.sys_id, model)) throw anotherRecord(`chg_model ${model}`, row.data.sys_id);
  if (row.data.implementation_states === null) return null;
  const entries = row.data.implementation_states
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const sysIds = entries.filter((entry) => SYS_ID.test(entry));
  const values = entries.filter((entry) => !SYS_ID.test(entry));
  if (sysIds.length === 0) return values;
  const found = await stateValues(client, [...new Set(sysIds)]);
  return found && [...values, ...found];
}

/** @returns `null` where not every state is shown: what is left would look like a model that names fewer, or none */
async function stateValues(client: ServiceNowClient, sysIds: readonly string[]): Promise<string[] | null> {
  const query = { sysparm_query: `sys_idIN${sysIds.join(',')}`, sysparm_fields: 'sys_id,state_value,value' };
  const rows = stateRows.safeParse(await client.request('GET', '/api/now/table/sttrm_state', { query }));
  if (!rows.success) throw unexpectedSchema('sttrm_state', rows.error);
  const wanted = rows.data.filter((row) => sysIds.includes(row.sys_id));
  return wanted.length === sysIds.length ? wanted.map((row) => row.state_value) : null;
}
