import { createHash } from 'node:crypto';
import { GateError } from '../../errors.ts';
import type { AttachableFile } from '../../servicenow/attachable-file.ts';
import type { ReportFile } from '../contract.ts';

/**
 * A report as it is attached. People read it beside the counts, which the record keeps with its hash: it is sent only while
 * it is what was counted, its name may end in `.txt` where an instance takes no other, and a change is opened without it too.
 */
export function attachableReport(file: AttachableFile, { name, sha256 }: ReportFile): AttachableFile {
  return {
    ...file,
    ...(!file.name.toLowerCase().endsWith('.txt') && { textName: `${file.name}.txt` }),
    isOptional: true,
    async *chunks() {
      const hash = createHash('sha256');
      let left = file.length;
      for await (const chunk of file.chunks()) {
        hash.update(chunk);
        left -= chunk.length;
        // Before the last bytes go: what is cut off is not attached.
        if (left === 0 && hash.digest('hex') !== sha256) {
          throw new GateError('INVALID_INPUT', `${name} has changed since it was read as evidence.`);
        }
        yield chunk;
      }
    },
  };
}
