import { createHash } from 'node:crypto';

/** The sys_id of a row that follows from what there is: the same for the same, whenever the row is made. */
export function derivedSysId(...parts: readonly string[]): string {
  return createHash('md5').update(parts.join('|')).digest('hex');
}
