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
