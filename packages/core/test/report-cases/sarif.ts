import { type ReportCase, written } from './report-case.ts';

export const sarif = (results: unknown, run: object = {}, rules: readonly object[] = []) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Scanner', rules } }, results, ...run }],
  });
const rule = (id: string, score?: unknown, level?: string) => ({
  id,
  ...(level !== undefined && { defaultConfiguration: { level } }),
  properties: { tags: ['security'], ...(score !== undefined && { 'security-severity': score }) },
});
const scores = ['9.8', '9.0', '8.9', '7.0', '6.9', '4.0', '3.9', '0.1'];

export const SARIF: readonly ReportCase[] = [
  written('sarif/eslint.sarif', { high: 1, unscored: 1 }),
  { name: 'sarif: no finding', text: sarif([]), expected: {} },
  {
    name: 'sarif: severity by score at each limit (CodeQL, Trivy, Snyk: of the driver)',
    text: sarif(
      scores.map((_, ruleIndex) => ({ ruleIndex, level: 'note' })),
      {},
      scores.map((score, index) => rule(`r${index}`, score)),
    ),
    expected: { critical: 2, high: 2, medium: 2, low: 2 },
  },
  {
    name: 'sarif: a score as a number, and by the id of the rule',
    text: sarif([{ ruleId: 'b', level: 'none' }], {}, [rule('a', 1), rule('b', 9.1)]),
    expected: { critical: 1 },
  },
  {
    name: 'sarif: a rule of an extension (CodeQL query packs)',
    text: sarif([{ ruleId: 'js/eval', rule: { id: 'js/eval', index: 1, toolComponent: { index: 0 } } }], {
      tool: {
        driver: { name: 'CodeQL', rules: [] },
        extensions: [
          { name: 'codeql/javascript-queries', rules: [rule('x', '1.0'), rule('js/eval', '9.3')] },
        ],
      },
    }),
    expected: { critical: 1 },
  },
  {
    name: 'sarif: a rule of an extension by its id only, and by its name',
    text: sarif([{ ruleId: 'y/1' }, { rule: { index: 0, toolComponent: { name: 'pack' } } }], {
      tool: { driver: { name: 'CodeQL' }, extensions: [{ name: 'pack', rules: [rule('y', '7.5')] }] },
    }),
    expected: { high: 2 },
  },
  {
    name: 'sarif: an index that contradicts the id',
    text: sarif([{ ruleId: 'bad', ruleIndex: 0 }], {}, [rule('harmless', '0.5'), rule('bad', '9.9')]),
    expected: { critical: 1 },
  },
  {
    name: 'sarif: severity by level (Semgrep)',
    text: sarif(
      [
        ...['error', 'warning', 'note', 'none', undefined].map((level) => ({ ruleId: 'a', level })),
        { ruleId: 'b' },
        { ruleId: 'not there' },
        {},
      ],
      {},
      [rule('a'), rule('b', undefined, 'error')],
    ),
    expected: { high: 2, medium: 4, low: 1, unknown: 1, unscored: 8 },
  },
  {
    name: 'sarif: scores that stand for none (Snyk, Trivy, Grype, OSV)',
    text: sarif(
      [0, 1, 2, 3, 4].map((ruleIndex) => ({ ruleIndex })),
      {},
      ['undefined', '', '0.0', null, 0].map((score, index) => rule(`r${index}`, score, 'error')),
    ),
    expected: { high: 5, unscored: 5 },
  },
  {
    name: 'sarif: a score that is none',
    text: sarif([], {}, [rule('a', 'severe')]),
    expected: 'is not as SARIF 2.1.0 defines it (runs.0.tool.driver.rules.0.properties.security-severity)',
  },
  {
    name: 'sarif: suppressed in the source (Semgrep), and by review',
    text: sarif([
      { level: 'error', suppressions: [{ kind: 'inSource' }] },
      { level: 'error', suppressions: [{ kind: 'external', status: 'accepted' }] },
    ]),
    expected: {},
  },
  {
    name: 'sarif: suppressions that are none',
    text: sarif([
      { level: 'error', suppressions: [] },
      { level: 'error', suppressions: [{ kind: 'external', status: 'underReview' }] },
      { level: 'error', suppressions: [{ status: 'accepted' }, { status: 'rejected' }] },
    ]),
    expected: { high: 3, unscored: 3 },
  },
  {
    name: 'sarif: baselines and kinds',
    text: sarif([
      { baselineState: 'new' },
      { baselineState: 'unchanged', kind: 'fail' },
      { baselineState: 'absent', level: 'error' },
      ...['pass', 'open', 'review', 'informational', 'notApplicable'].map((kind) => ({
        kind,
        level: 'none',
      })),
    ]),
    expected: { medium: 2, unscored: 2, new: 1 },
  },
  {
    name: 'sarif: a kind that is not known',
    text: sarif([{ kind: 'fine' }]),
    expected: 'is not as SARIF 2.1.0 defines it (runs.0.results.0.kind)',
  },
  {
    name: 'sarif: the scanner failed',
    text: sarif([], { invocations: [{ executionSuccessful: false }] }),
    expected: 'says that Scanner failed',
  },
  {
    name: 'sarif: the scanner did not start',
    text: sarif([], { invocations: [{ processStartFailureMessage: 'no such file' }] }),
    expected: 'says that Scanner failed',
  },
  {
    name: 'sarif: no results',
    text: sarif(undefined),
    expected: 'holds no results of Scanner, not even an empty list',
  },
  {
    name: 'sarif: results null',
    text: sarif(null),
    expected: 'holds no results of Scanner, not even an empty list',
  },
  {
    name: 'sarif: results in another file',
    text: sarif([], { externalPropertyFileReferences: { results: [{ itemCount: 7 }] } }),
    expected: 'keeps the results of Scanner in other files',
  },
  {
    name: 'sarif: results that are no list',
    text: sarif({ 0: {} }),
    expected: 'is not as SARIF 2.1.0 defines it (runs.0.results)',
  },
  {
    name: 'sarif: no run',
    text: JSON.stringify({ version: '2.1.0', runs: [] }),
    expected: 'holds no run of a scanner',
  },
  {
    name: 'sarif: an older version',
    text: JSON.stringify({ version: '2.0.0', runs: [] }),
    expected: 'is SARIF of another version than 2.1.0',
  },
  {
    name: 'sarif: two documents in one file',
    text: `${sarif([])}\n${sarif([])}`,
    expected: 'is cut off, or not one whole JSON document',
  },
];
