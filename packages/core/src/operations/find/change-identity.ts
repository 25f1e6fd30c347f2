/**
 * The sys_ids that a gate gives its changes. An instance that keeps the sys_id of a create makes no second change of one
 * gate, and nobody can give an existing change another sys_id: that a change has one of these proves which gate it was
 * created for.
 */
import { createHash } from 'node:crypto';

/** A gate's first change, and one for each time that the one before was closed or canceled. */
const MAX_CHANGES_OF_GATE = 20;

/** @param key the gate's; case counts @returns 32 hex digits each, in the order in which they are used */
export function changeSysIds(key: string): readonly string[] {
  return Array.from({ length: MAX_CHANGES_OF_GATE }, (_, index) => {
    const start = digest(`${key} ${index + 1}`, 24);
    return `${start}${checksum(start)}`;
  });
}

/** Whether a gate, whichever it was, gave this sys_id to its change. */
export function isOfSomeGate(sysId: string): boolean {
  return /^[0-9a-f]{32}$/.test(sysId) && checksum(sysId.slice(0, 24)) === sysId.slice(24);
}

function checksum(start: string): string {
  return digest(`Change Gate ${start}`, 8);
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
