/** What a change carries beyond its fields: attachments and affected configuration items. */

import { addAffectedCi, affectedCis } from '../servicenow/affected-cis.ts';
import { attach, listAttachments } from '../servicenow/attachments.ts';
import type { Change } from '../servicenow/change.ts';
import { sysIdOf } from '../servicenow/records.ts';
import type { AttachableFile } from './attachable-files.ts';
import type { OperationContext } from './operation.ts';

/** Skips what is there already, so that a re-run completes what an earlier one began. */
export async function attachFiles(
  change: Change,
  files: readonly AttachableFile[],
  { client, log }: OperationContext,
): Promise<void> {
  if (files.length === 0) return;
  const there = await listAttachments(client, change);
  for (const file of files) {
    if (there.some(({ name, length }) => name === file.name && length === file.length)) continue;
    await attach(client, change, file.name, file);
    log.info(`Attached ${file.name} (${file.length} bytes) to ${change.number}.`);
  }
}

/** @param cis names or sys_ids */
export async function addAffectedCis(
  change: Change,
  cis: readonly string[],
  { client, log, spell }: OperationContext,
): Promise<void> {
  if (cis.length === 0) return;
  const wanted = await Promise.all(cis.map((ci) => sysIdOf(client, 'cmdb_ci', ci, spell('affected-cis'))));
  const there = await affectedCis(client, change);
  const missing = [...new Set(wanted)].filter((ci) => !there.includes(ci));
  for (const ci of missing) await addAffectedCi(client, change, ci);
  if (missing.length > 0) log.info(`Added ${missing.length} affected CI(s) to ${change.number}.`);
}
