import { createHash } from 'node:crypto';
import { toText } from './record/field-value.ts';

/**
 * `GlideDigest`, as far as SHA-256 goes.
 * @fact `GlideDigest.getSHA256Hex` | the hash of a text in UTF-8, in small hex digits | documented | GlideDigestScopedAPI; that the
 * encoding is UTF-8 and the digits small is belief
 */
export class GlideDigest {
  getSHA256Hex(text: unknown): string {
    return createHash('sha256').update(toText(text)).digest('hex');
  }
}
