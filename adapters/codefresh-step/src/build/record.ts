/** The change's full record, as a file for the steps that follow. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { CompletedOperation, Environment } from '@change-gate/core';
import { exportVariables, sharedVolume } from './exports.ts';

/** @param file relative to the volume */
export async function writeRecord(done: CompletedOperation, file: string, env: Environment): Promise<void> {
  const path = resolve(sharedVolume(env), file);
  const record = await readRecord(done);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
  exportVariables({ CR_RECORD_FILE: path, ...originalOutputs(done, record, path) }, env);
}

/** Every field that the integration user may read, by column name. */
function readRecord({ client, outputs }: CompletedOperation): Promise<unknown> {
  const query = { sysparm_exclude_reference_link: 'true' };
  return client.request('GET', `/api/now/table/change_request/${outputs['change-sys-id']}`, { query });
}

/** What the original step exported, where it did: the record itself after createCR, else its file. */
function originalOutputs(
  { operation }: CompletedOperation,
  record: unknown,
  path: string,
): Record<string, string> {
  if (operation === 'open') return { CR_CREATE_JSON: JSON.stringify(record) };
  if (operation === 'update') return { CR_UPDATE_FULL_JSON: path };
  return operation === 'close' ? { CR_CLOSE_FULL_JSON: path } : {};
}
