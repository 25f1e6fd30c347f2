/** Counts test cases, and holds them against what the file itself says of them. */
import { complete, type FileCounts, MAX_REPORT_CASES, none, type Reading, Unreadable } from '../reading.ts';

/** From good to bad: where a case has several, the last one counts. */
export const OUTCOMES = ['passed', 'flaky', 'skipped', 'failed', 'error'] as const;
/** How a test case ended; `flaky`: passed at last. */
export type Outcome = (typeof OUTCOMES)[number];

/** @returns the one that is worse */
export function worse(one: Outcome, other: Outcome): Outcome {
  return OUTCOMES.indexOf(one) < OUTCOMES.indexOf(other) ? other : one;
}

export function failing(outcome: Outcome): boolean {
  return outcome === 'failed' || outcome === 'error';
}

/** What a file says of a suite in attributes. */
export interface Declared {
  /** Cases that did not pass, errors included. */
  readonly failed: number;
  readonly errors: number;
  /** All cases; 0 where it does not say. */
  readonly total: number;
}

export class Tally {
  #passed = 0;
  #flaky = 0;
  #skipped = 0;
  #failed = 0;
  #errors = 0;

  get total(): number {
    return this.#passed + this.#skipped + this.#failed;
  }

  get failed(): number {
    return this.#failed;
  }

  add(outcome: Outcome): void {
    if (outcome === 'skipped') this.#skipped += 1;
    else if (failing(outcome)) this.#failed += 1;
    else this.#passed += 1;
    if (outcome === 'flaky') this.#flaky += 1;
    if (outcome === 'error') this.#errors += 1;
    if (this.total > MAX_REPORT_CASES) throw new Unreadable('holds more than a million test cases');
  }

  /**
   * Makes what was counted since no better than what the file says: a suite that crashed shows fewer failures than it has.
   * Failures without a case are cases that are not shown, as far as the file says that there are more; beyond that they are
   * among those that seem to have passed.
   */
  atLeast(declared: Declared, since: CountsSoFar): void {
    const missing = declared.failed - (this.#failed - since.failed);
    if (missing <= 0) return;
    const notShown = Math.max(0, declared.total - (this.total - since.total));
    const seemPassed = Math.min(Math.max(0, missing - notShown), this.#passed - since.passed);
    const errors = Math.min(missing, Math.max(0, declared.errors - (this.#errors - since.errors)));
    this.#passed -= seemPassed;
    this.#flaky = Math.min(this.#flaky, this.#passed);
    this.#failed += missing;
    this.#errors += errors;
    if (this.total > MAX_REPORT_CASES) throw new Unreadable('holds more than a million test cases');
  }

  soFar(): CountsSoFar {
    return { passed: this.#passed, failed: this.#failed, errors: this.#errors, total: this.total };
  }

  reading(format: string): Reading {
    if (this.total === 0) return none('tests', format, 'holds no test case');
    const counts: FileCounts['tests'] = {
      total: this.total,
      passed: this.#passed,
      failed: this.#failed,
      errors: this.#errors,
      skipped: this.#skipped,
      flaky: this.#flaky,
    };
    return complete('tests', format, counts);
  }
}

export type CountsSoFar = Readonly<Record<'passed' | 'failed' | 'errors' | 'total', number>>;

export const NOTHING_YET: CountsSoFar = { passed: 0, failed: 0, errors: 0, total: 0 };
