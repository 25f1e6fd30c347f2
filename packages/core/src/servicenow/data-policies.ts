/**
 * Data policies of a table. They hold every write, the Table API's too (ServiceNow docs, c_DataPolicy); those of a table that it
 * extends hold where they say so (*Inherit*: r_DataPolicyFields).
 */
import type { ProfiledPolicy } from '../check/profile.ts';
import type { ServiceNowClient } from './client.ts';
import { lineageOf } from './dictionary.ts';
import { rowsOf } from './rows.ts';

const POLICY_FIELDS = ['sys_id', 'short_description', 'model_table', 'conditions', 'inherit', 'active'];
const RULE_FIELDS = ['sys_data_policy', 'field', 'mandatory', 'disabled'];

/** Ids in one query: a longer URL is refused by some gateways. */
const IDS_AT_ONCE = 80;

/**
 * The active data policies that hold records of a table, and their rules. Which tables a table extends is taken as `task` where the
 * dictionary cannot be read.
 * @returns `null` where the user may not read them
 */
export async function readDataPolicies(
  client: ServiceNowClient,
  table: string,
): Promise<ProfiledPolicy[] | null> {
  const lineage = (await lineageOf(client, table)) ?? [table, 'task'];
  const query = `active=true^model_tableIN${lineage.join(',')}`;
  const shown = await rowsOf(client, 'sys_data_policy2', { query, fields: POLICY_FIELDS });
  if (shown === null) return null;
  const policies = shown.filter(
    ({ model_table: of = '', inherit, active }) =>
      active === 'true' && (of === table || (inherit === 'true' && lineage.includes(of))),
  );
  const rules = await rulesOf(
    client,
    policies.map(({ sys_id: sysId = '' }) => sysId),
  );
  if (rules === null) return null;
  return policies.map((policy) => ({
    name: policy.short_description ?? '',
    table: policy.model_table ?? '',
    conditions: policy.conditions ?? '',
    rules: rules
      .filter((rule) => rule.sys_data_policy === policy.sys_id)
      .map(({ field = '', mandatory, disabled }) => ({
        column: field,
        ...(mandatory === 'true' && { mandatory: true as const }),
        ...(disabled === 'true' && { readOnly: true as const }),
      })),
  }));
}

async function rulesOf(client: ServiceNowClient, policies: readonly string[]) {
  const rules = [];
  for (let at = 0; at < policies.length; at += IDS_AT_ONCE) {
    const query = `sys_data_policyIN${policies.slice(at, at + IDS_AT_ONCE).join(',')}`;
    const found = await rowsOf(client, 'sys_data_policy_rule', { query, fields: RULE_FIELDS });
    if (found === null) return null;
    rules.push(...found);
  }
  return rules;
}
