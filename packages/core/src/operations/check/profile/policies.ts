/** The data policies that hold what comes over REST. */
import type { ProfiledPolicy } from '../../../check/profile.ts';
import type { ServiceNowClient } from '../../../servicenow/client.ts';
import { readDataPolicies } from '../../../servicenow/data-policies.ts';
import { isPortable } from './portable.ts';
import type { Unseen } from './unseen.ts';

/** @returns those that hold records of the table, each as one of that table */
export async function profiledPolicies(
  client: ServiceNowClient,
  table: string,
  unseen: Unseen,
): Promise<readonly ProfiledPolicy[]> {
  const policies = await readDataPolicies(client, table);
  if (policies === null || policies.length === 0) {
    unseen(
      `Data policies of ${table}: the instance shows none, and the user may not be allowed to read them.`,
    );
    return [];
  }
  return policies.flatMap((policy) => {
    const { name, conditions, rules } = policy;
    if (rules.length === 0) unseen(`The rules of the data policy ${name}: the instance shows none.`);
    if (isPortable(conditions)) return [{ ...policy, table }];
    unseen(`The data policy ${name}: its condition names a person or a host.`);
    return [];
  });
}
