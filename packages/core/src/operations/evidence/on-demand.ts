/** What a bundle keeps in a file of its own, for steps that record evidence. */
export { planEvidence } from './plan-evidence.ts';
export { changedSince, recordEvidence } from './record-evidence.ts';
export { settleOlder } from './settle-older.ts';
