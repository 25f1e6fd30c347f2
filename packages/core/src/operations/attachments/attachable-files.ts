/** Files to attach, found and checked before anything is created. */
import { glob, stat } from 'node:fs/promises';
import type { DisplayName } from '../../adapter.ts';
import { invalidInput } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import { type AttachableFile, attachableFile } from '../../servicenow/attachable-file.ts';

const MEGABYTE = 1024 * 1024;

/** @throws GateError INVALID_INPUT where a pattern matches no file, or a file is too large */
export async function attachableFiles(
  inputs: Pick<InputsOf<'open'>, 'attachments' | 'attachment-limit'>,
  displayName: DisplayName,
): Promise<AttachableFile[]> {
  const files = new Map<string, AttachableFile>();
  const problems: string[] = [];
  for (const pattern of inputs.attachments) {
    let matched = 0;
    for await (const path of glob(pattern)) {
      const { size, ...found } = await stat(path).then((stats) => ({
        size: stats.size,
        isFile: stats.isFile(),
      }));
      if (!found.isFile) continue;
      matched += 1;
      if (size > inputs['attachment-limit'] * MEGABYTE) {
        problems.push(
          `${displayName('attachments')}: ${path} has ${Math.ceil(size / MEGABYTE)} MB, more than ${displayName('attachment-limit')} allows (${inputs['attachment-limit']} MB)`,
        );
      } else files.set(path, attachableFile(path, size, displayName('attachments')));
    }
    if (matched === 0) problems.push(`${displayName('attachments')}: no file matches ${pattern}`);
  }
  if (problems.length > 0) throw invalidInput(problems);
  return [...files.values()];
}
