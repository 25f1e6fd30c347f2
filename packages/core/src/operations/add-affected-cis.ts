import { addAffectedCi, affectedCis } from '../servicenow/affected-cis.ts';
import type { Change } from '../servicenow/change.ts';
import { fourAtOnce } from '../servicenow/four-at-once.ts';
import { sysIdOf } from '../servicenow/records.ts';
import type { OperationContext } from './context.ts';

/**
 * Adds the configuration items that the change does not have yet.
 * @param cis names or sys_ids
 */
export async function addAffectedCis(
  change: Change,
  cis: readonly string[],
  context: OperationContext,
): Promise<void> {
  if (cis.length === 0) return;
  const { client, log, displayName } = context;
  const wanted = await fourAtOnce([...new Set(cis)], (ci) =>
    sysIdOf(context, 'cmdb_ci', ci, displayName('affected-cis')),
  );
  const there = await affectedCis(client, change);
  const missing = [...new Set(wanted)].filter((ci) => !there.includes(ci));
  for (const ci of missing) await addAffectedCi(client, change, ci);
  if (missing.length > 0) log.info(`Added ${missing.length} affected CI(s) to ${change.number}.`);
}
