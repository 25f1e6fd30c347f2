import { createHash } from 'node:crypto';

/** 32 hex digits that depend on nothing but the text. */
export function sysId(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
