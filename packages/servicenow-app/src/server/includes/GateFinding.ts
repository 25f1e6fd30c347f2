/** How a part of the self-test says what it found: in the words of a check. */
import type { Finding, Remedier } from '@change-gate/core/check';

/** What a part found. */
export type Told = Omit<Finding, 'id' | 'title'>;

/** A thing that the self-test looks at. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** What it throws is told as what could not be seen. */
  readonly look: () => Told;
}

/** It is as it must be. */
export function holds(detail: string): Told {
  return { outcome: 'holds', detail };
}

/** It is not as it must be. */
export function broken(detail: string, remedy: string, who: Remedier): Told {
  return { outcome: 'does-not-hold', detail, remedy, who };
}

/** Whether it is as it must be is not known. */
export function unseen(detail: string, remedy: string, who: Remedier): Told {
  return { outcome: 'could-not-be-seen', detail, remedy, who };
}

/** Looks at one thing. @returns what was found, whatever it throws */
export function look({ id, title, look: act }: Part): Finding {
  try {
    return Object.assign({ id, title }, act());
  } catch (error) {
    const told = unseen(
      `The self-test failed there with: ${error}`,
      "Look into the instance's system log, and see that the instance grants Change Gate what it asks for (Application Cross-Scope Access).",
      'ServiceNow admin',
    );
    return Object.assign({ id, title }, told);
  }
}

/** A finding as one text: `holds`, or what was found and what to do. */
export function words({ outcome, detail, remedy, who }: Told): string {
  if (outcome === 'holds') return outcome;
  const verdict = outcome === 'does-not-hold' ? 'does not hold' : 'could not be seen';
  return remedy === undefined
    ? `${verdict}: ${detail}`
    : `${verdict}: ${detail} What to do (${who}): ${remedy}`;
}
