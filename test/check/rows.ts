/** A table of configurations, each with one thing that is broken: the right lines do not hold, and no others. */
import { describe, expect, it } from 'vitest';
import { type Row, runCheck } from './harness.ts';

/** Registers a test for each row. */
export function describeRows(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows.map((row) => [`${row.ci}: ${row.broken}`, row] as const))('%s', async (_name, row) => {
      const { exitCode, report, output, secrets } = await runCheck(row);
      const lines = report?.lines.filter(({ outcome }) => outcome === 'does-not-hold') ?? [];
      expect(
        lines.map(({ id }) => id).toSorted(),
        lines.map(({ id, detail }) => `${id}: ${detail}`).join('\n') || output,
      ).toEqual(row.doesNotHold.toSorted());
      expect(exitCode, output).toBe(row.exitCode);
      for (const line of lines)
        expect(line).toMatchObject({ remedy: expect.stringMatching(/\S/), who: expect.stringMatching(/\S/) });
      expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
    });
  });
}
