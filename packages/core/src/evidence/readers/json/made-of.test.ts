/** A report of any tests and findings is counted as what it was made of. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ctrf } from '../../../../test/report-cases/ctrf.ts';
import { cyclonedx } from '../../../../test/report-cases/cyclonedx.ts';
import { gitlab } from '../../../../test/report-cases/gitlab.ts';
import { sarif } from '../../../../test/report-cases/sarif.ts';
import { readText } from '../../../../test/report-text.ts';

const statuses = fc.array(fc.constantFrom('passed', 'failed', 'skipped', 'pending', 'other'), {
  minLength: 1,
});

it('counts the tests that a report of CTRF was made of', async () => {
  await fc.assert(
    fc.asyncProperty(statuses, async (given) => {
      const count = (...wanted: string[]) => given.filter((status) => wanted.includes(status)).length;
      expect((await readText(ctrf(given))).counts).toEqual({
        total: given.length,
        passed: count('passed'),
        failed: count('failed', 'other'),
        errors: count('other'),
        skipped: count('skipped', 'pending'),
        flaky: 0,
      });
    }),
  );
});

const severities = fc.array(fc.constantFrom('critical', 'high', 'medium', 'low', 'info', 'unknown'));
const SCORES: Readonly<Record<string, string>> = { critical: '9.5', high: '8', medium: '4.0', low: '2.25' };
const LEVELS: Readonly<Record<string, string>> = { info: 'note', unknown: 'none' };

it.each([
  ['GitLab', undefined, (given: string[]) => gitlab(given.map((severity) => ({ severity })))],
  [
    'CycloneDX',
    'security',
    (given: string[]) =>
      cyclonedx({
        vulnerabilities: given.map((severity) => ({ ratings: [{ severity }, { severity: 'unknown' }] })),
      }),
  ],
  [
    'SARIF',
    undefined,
    (given: string[]) =>
      sarif(
        given.map((severity, index) => ({ ruleId: `r${index}`, level: LEVELS[severity] ?? 'none' })),
        {},
        given.map((severity, index) => ({
          id: `r${index}`,
          properties: { 'security-severity': SCORES[severity] },
        })),
      ),
  ],
] as const)('counts the findings that a report of %s was made of', async (format, kind, report) => {
  await fc.assert(
    fc.asyncProperty(severities, async (given) => {
      const { counts, status } = await readText(report(given), kind);
      if (format === 'CycloneDX' && given.length === 0) {
        expect(status).toBe('none');
        return;
      }
      const count = (wanted: string) => given.filter((severity) => severity === wanted).length;
      const byLevel = format === 'SARIF' ? count('info') : 0;
      expect(counts).toMatchObject({
        critical: count('critical'),
        high: count('high'),
        medium: count('medium'),
        low: count('low') + byLevel,
        info: count('info') - byLevel,
        unknown: count('unknown'),
      });
    }),
  );
});
