/** Attaches files to a change. */
import { extname } from 'node:path';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { type AttachableFile, hashOf } from '../../servicenow/attachable-file.ts';
import { type Attachment, attach, listAttachments } from '../../servicenow/attachments.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';

export interface AttachOptions {
  /** How to treat an attachment of the same name and size whose hash the instance does not show. */
  readonly unhashed?: 'the same' | 'another';
  /** Whether this run has just created the change, which then has none. */
  readonly isNew?: boolean;
}

type Context = Pick<OperationContext, 'client' | 'log'>;

/**
 * Attaches files to a change, but for those that it has already, so that a re-run completes what an earlier one began.
 * @throws GateError naming the first file that could not be attached and is not optional; the others are attached all the same
 */
export async function attachFiles(
  change: Change,
  files: readonly AttachableFile[],
  context: Context,
  { unhashed = 'another', isNew = false }: AttachOptions = {},
): Promise<void> {
  if (files.length === 0) return;
  const { client, log } = context;
  const there = isNew ? [] : await listAttachments(client, change);
  const send = sender(change, context);
  let failure: GateError | undefined;
  for (const file of files) {
    try {
      const known = await knownAs(file, there, unhashed);
      if (known === undefined) await send(file);
      else log.info(`${file.name} is attached to ${change.number} already${known}.`);
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      const what = `${file.name} was not attached to ${change.number}. ${error.message}`;
      if (failure !== undefined || file.isOptional) log.warning(what);
      else failure = new GateError(error.code, what, { cause: error });
    }
  }
  if (failure !== undefined) throw failure;
}

/** @returns how a file is known to be attached already; `undefined` where it is not known to be */
async function knownAs(
  file: AttachableFile,
  there: readonly Attachment[],
  unhashed: AttachOptions['unhashed'],
): Promise<string | undefined> {
  const alike = there.filter(
    ({ name, length }) => [file.name, file.textName].includes(name) && length === file.length,
  );
  const hashes = alike.map(({ hash }) => hash).filter((hash) => hash !== '');
  if (hashes.length > 0 && hashes.includes(await hashOf(file))) return '';
  if (unhashed === 'the same' && hashes.length < alike.length) return ', by its name and size';
  return undefined;
}

/**
 * What an instance answers that does not take a file by its name (`glide.attachment.extensions`) or its content
 * (`glide.security.file.mime_type.validation`). Both are documented, their answers are not, so each refusal of this one file counts.
 */
const REFUSALS: readonly GateErrorCode[] = ['FORBIDDEN', 'NOT_ACCEPTED', 'RULE_ABORTED'];

/** Sends files. An ending that was refused once is not offered again: a build may have hundreds of reports. */
function sender(change: Change, { client, log }: Context): (file: AttachableFile) => Promise<void> {
  const refused = new Set<string>();
  return async (file) => {
    const { name, textName, length } = file;
    const ending = extname(name).toLowerCase();
    const sendAsText = async (as: string) => {
      await attach(client, change, as, { ...file, contentType: 'text/plain' });
      log.info(`Attached ${name} (${length} bytes) to ${change.number} as ${as}.`);
    };
    if (textName !== undefined && refused.has(ending)) return sendAsText(textName);
    try {
      await attach(client, change, name, file);
      log.info(`Attached ${name} (${length} bytes) to ${change.number}.`);
    } catch (error) {
      const isRefusal = error instanceof GateError && REFUSALS.includes(error.code);
      if (textName === undefined || !isRefusal) throw error;
      await sendAsText(textName);
      refused.add(ending);
    }
  };
}
