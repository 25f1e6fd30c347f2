/** The report of a check: what was looked at, in the order of its sections. */
import type { Finding } from './contract.ts';

/** A finding, and what it means to the configuration that was given. */
export interface CheckLine extends Finding {
  /** Whether the given configuration would fail by it. Only what does not hold can break. */
  readonly breaks: boolean;
}

/** The JSON that a check writes. */
export interface CheckReport {
  /** Of this format. */
  readonly version: 1;
  /** The version of Change Gate that has checked. */
  readonly checkedBy: string;
  /** UTC, ISO 8601. */
  readonly checkedAt: string;
  /** `https://acme.service-now.com` */
  readonly instance: string;
  /** The CI that the gate is on; `none` where none was named. */
  readonly ci: string;
  readonly lines: readonly CheckLine[];
}

/** Whether the configuration would fail, and with it the step: exit code 1. */
export function breaks({ lines }: CheckReport): boolean {
  return lines.some((line) => line.breaks);
}

/**
 * What a check says in one word: `partly` where nothing would break, but something does not hold or could not be seen. Only what was
 * seen to hold, all of it, `holds`.
 */
export type CheckVerdict = 'breaks' | 'partly' | 'holds';

export function verdictOf(report: CheckReport): CheckVerdict {
  if (breaks(report)) return 'breaks';
  return report.lines.every(({ outcome }) => outcome === 'holds') ? 'holds' : 'partly';
}

/** @returns in one sentence whether the given configuration would work */
export function summaryOf({ lines }: CheckReport): string {
  const broken = lines.filter((line) => line.breaks).length;
  const other = lines.filter((line) => line.outcome === 'does-not-hold' && !line.breaks).length;
  const unseen = lines.filter((line) => line.outcome === 'could-not-be-seen').length;
  const found = [
    broken === 0 ? 'Nothing was found that' : `${things(broken)}`,
    'would break this configuration',
  ].join(' ');
  const more = [
    ...(other === 0 ? [] : [`${things(other)} ${other === 1 ? 'does' : 'do'} not hold without breaking it`]),
    ...(unseen === 0 ? [] : [`${things(unseen)} could not be seen`]),
  ];
  return `${[found, ...more].join('; ')}.`;
}

function things(count: number): string {
  return `${count} thing${count === 1 ? '' : 's'}`;
}
