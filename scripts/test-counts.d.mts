export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What vitest's own output does not say. */
  readonly remarks: readonly string[];
}

export function countTests(reports: Readonly<Record<string, unknown>>): TestCounts;
