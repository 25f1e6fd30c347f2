/** How a part of the self-test says what it found: in the words of a check. */
import { type Seen, uncertain } from '@change-gate/core/approval-findings';
import type { Finding } from '@change-gate/core/check';

export { broken, holds, type Seen, uncertain, unseen } from '@change-gate/core/approval-findings';

/** A thing that the self-test looks at. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** What it throws is told as what could not be seen. */
  readonly look: () => Seen;
}

/** Looks at one thing. @returns what was found, whatever it throws */
export function look({ id, title, look: act }: Part): Finding {
  try {
    return Object.assign({ id, title }, act());
  } catch (error) {
    const told = uncertain(
      `The self-test failed there with: ${error}`,
      "Look into the instance's system log, and see that the instance grants Change Gate what it asks for (Application Cross-Scope Access).",
      'ServiceNow admin',
    );
    return Object.assign({ id, title }, told);
  }
}

/** A finding as one text: `holds`, or what was found and what to do. */
export function words({ outcome, detail, remedy, who }: Seen): string {
  if (outcome === 'holds') return outcome;
  const verdict = outcome === 'does-not-hold' ? 'does not hold' : 'could not be seen';
  return remedy === undefined
    ? `${verdict}: ${detail}`
    : `${verdict}: ${detail} What to do (${who}): ${remedy}`;
}
