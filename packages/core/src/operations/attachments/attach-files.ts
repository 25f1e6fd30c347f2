/** Attaches files to a change. */
import { GateError } from '../../errors.ts';
import { type Attachment, attach, listAttachments } from '../../servicenow/attachments.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { type AttachableFile, hashOf } from './attachable-files.ts';

export interface AttachOptions {
  /** How to treat an attachment of the same name and size whose hash the instance does not show. */
  readonly unhashed?: 'the same' | 'another';
  /** Whether this run has just created the change, which then has none. */
  readonly isNew?: boolean;
}

/**
 * Attaches files to a change, but for those that it has already, so that a re-run completes what an earlier one began.
 * @throws GateError naming the first file that could not be attached; the others are attached all the same
 */
export async function attachFiles(
  change: Change,
  files: readonly AttachableFile[],
  { client, log }: Pick<OperationContext, 'client' | 'log'>,
  { unhashed = 'another', isNew = false }: AttachOptions = {},
): Promise<void> {
  if (files.length === 0) return;
  const there = isNew ? [] : await listAttachments(client, change);
  let failure: GateError | undefined;
  for (const file of files) {
    const alike = there.filter(({ name, length }) => name === file.name && length === file.length);
    if (await isAmong(alike, file)) {
      log.info(`${file.name} is attached to ${change.number} already.`);
      continue;
    }
    if (unhashed === 'the same' && alike.some(({ hash }) => hash === '')) {
      log.info(`${file.name} is attached to ${change.number} already, by its name and size.`);
      continue;
    }
    try {
      await attach(client, change, file.name, file);
      log.info(`Attached ${file.name} (${file.length} bytes) to ${change.number}.`);
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      const what = `${file.name} was not attached to ${change.number}. ${error.message}`;
      if (failure !== undefined) log.warning(what);
      failure ??= new GateError(error.code, what, { cause: error });
    }
  }
  if (failure !== undefined) throw failure;
}

async function isAmong(attachments: readonly Attachment[], file: AttachableFile): Promise<boolean> {
  const hashes = attachments.map(({ hash }) => hash).filter((hash) => hash !== '');
  return hashes.length > 0 && hashes.includes(await hashOf(file));
}
