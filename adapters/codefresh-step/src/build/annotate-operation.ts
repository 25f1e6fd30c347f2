/** What an operation leaves on its build, beyond its outputs. */
import type { CompletedOperation } from '@change-gate/core';
import type { Annotations } from './annotations.ts';
import { failureKey } from './failure-key.ts';
import { decidedKey, hasAnnotation, openedKey, openedValue, passedKey } from './gate-annotations.ts';

const OPENED = 'GATE_OPENED_';

/** @throws GateError UNAVAILABLE, FORBIDDEN when the build cannot be annotated */
export async function annotateOperation(done: CompletedOperation, annotations: Annotations): Promise<void> {
  const { operation, gate, outputs } = done;
  const number = outputs['change-number'];
  if (operation === 'open') {
    // Known from the original step: people filter builds by these.
    await annotations.set('CR_NUMBER', number);
    await annotations.set('CR_SYSID', outputs['change-sys-id']);
    if (outputs.evidence) await annotations.set('CR_EVIDENCE', outputs.evidence);
    await annotations.set(openedKey(gate), openedValue(number, await gatesBefore(gate, annotations)));
  } else if (operation !== 'update' && operation !== 'status' && operation !== 'record') {
    await annotations.set(passedKey(gate), number);
    const failed = failureKey(operation);
    if (failed !== undefined) await annotations.remove(failed);
  }
}

/**
 * The gates that this build has opened and not passed. One that ServiceNow has decided is behind a build that runs,
 * whatever its pipeline did after the pause: that is noted.
 */
async function gatesBefore(gate: string, annotations: Annotations): Promise<string[]> {
  const marks = await annotations.list();
  const before: string[] = [];
  for (const { key, value } of marks) {
    const other = key.startsWith(OPENED) ? key.slice(OPENED.length) : null;
    if (other === null || key === openedKey(gate) || hasAnnotation(marks, passedKey(other))) continue;
    if (hasAnnotation(marks, decidedKey(other)))
      await annotations.set(passedKey(other), value.split(' ')[0] ?? '');
    else before.push(other);
  }
  return before;
}
