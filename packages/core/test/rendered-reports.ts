/** Trees of test suites, and how each dialect of XML writes them. */
import fc from 'fast-check';

export const ENDS = ['passed', 'flaky', 'skipped', 'failed', 'error'] as const;
export type End = (typeof ENDS)[number];

export interface Suite {
  readonly name: string;
  readonly cases: readonly End[];
  readonly suites: readonly Suite[];
  /** Failures that the suite tells of in an attribute and shows no case of. */
  readonly notShown: number;
  /** Whether its attributes tell of the suite. */
  readonly tells: boolean;
  readonly output: string;
}

const text = fc.string({
  unit: fc.constantFrom('a', 'é', '<failure/>', '"', '&', '\n', ']]', '-->', "'", '😀'),
});

export const suites: fc.Arbitrary<Suite> = fc.letrec<{ suite: Suite }>((tie) => ({
  suite: fc.record({
    name: text,
    cases: fc.array(fc.constantFrom(...ENDS), { maxLength: 6 }),
    suites: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('suite'), { maxLength: 3 })),
    notShown: fc.oneof({ arbitrary: fc.constant(0), weight: 4 }, fc.integer({ min: 1, max: 3 })),
    tells: fc.boolean(),
    output: text,
  }),
})).suite;

export type Dialect = 'junit' | 'nunit' | 'xunit' | 'testng' | 'trx';

/** What a dialect cannot say is something else in it. */
function asSaid(dialect: Dialect, end: End): End {
  return end === 'flaky' && dialect !== 'junit' ? 'passed' : end;
}

/** How many ended so, those included that no case shows. */
export function sum(dialect: Dialect, suite: Suite): Record<End, number> {
  const ends = { passed: 0, flaky: 0, skipped: 0, failed: 0, error: 0 };
  for (const each of all(suite)) {
    for (const end of each.cases) ends[asSaid(dialect, end)] += 1;
    ends.failed += each.notShown;
  }
  return ends;
}

function all(suite: Suite): Suite[] {
  return [suite, ...suite.suites.flatMap(all)];
}

export function escaped(value: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return value.replace(/[&<>"]/g, (character) => named[character] ?? '').replaceAll('\n', '&#10;');
}

function output(value: string): string {
  return `<![CDATA[${value.replaceAll(']]>', ']] >')}]]>`;
}

/** Attributes that tell of a suite and of all inside it. */
function told(suite: Suite, failures: string, errors: string, total: string): string {
  const notShown = all(suite).reduce((count, each) => count + each.notShown, 0);
  if (!suite.tells && notShown === 0) return '';
  const cases = all(suite).flatMap((each) => each.cases);
  const wrong = cases.filter((end) => end === 'error').length;
  const failed = cases.filter((end) => end === 'failed').length + notShown;
  const own =
    errors === '' ? `${failures}="${failed + wrong}"` : `${failures}="${failed}" ${errors}="${wrong}"`;
  return ` ${own} ${total}="${cases.length + notShown}"`;
}

const JUNIT: Record<End, string> = {
  passed: '',
  flaky: '<flakyFailure message="once"><stackTrace>at</stackTrace></flakyFailure>',
  skipped: '<skipped/>',
  failed: '<failure message="no &lt;b&gt;"><![CDATA[ </testcase> ]]></failure>',
  error: '<error type="E">crashed</error>',
};

export const RENDER: Record<Dialect, (root: Suite) => string> = {
  junit(root) {
    const suite = (each: Suite): string =>
      `<testsuite name="${escaped(each.name)}"${told(each, 'failures', 'errors', 'tests')}>\n` +
      each.cases.map((end) => `<testcase name='one > two'>${JUNIT[end]}</testcase>`).join('\n') +
      each.suites.map(suite).join('') +
      `<system-out>${output(each.output)}</system-out></testsuite>`;
    return `<?xml version="1.0" encoding="UTF-8"?><testsuites>${suite(root)}</testsuites>`;
  },
  nunit(root) {
    const results: Record<End, string> = {
      passed: 'result="Passed"',
      flaky: 'result="Passed"',
      skipped: 'result="Skipped" label="Ignored"',
      failed: 'result="Failed"',
      error: 'label="Error" result="Failed"',
    };
    const suite = (each: Suite): string =>
      `<test-suite name="${escaped(each.name)}"${told(each, 'failed', '', 'total')}>` +
      each.cases.map((end) => `<test-case ${results[end]}/>`).join('\n') +
      each.suites.map(suite).join('') +
      `<output>${output(each.output)}</output></test-suite>`;
    return `<test-run>${suite(root)}</test-run>`;
  },
  xunit(root) {
    const results = { passed: 'Pass', flaky: 'Pass', skipped: 'Skip', failed: 'Fail' };
    const one = (end: End) =>
      end === 'error' ? '<error type="cleanup"><failure/></error>' : `<test result="${results[end]}"/>`;
    const collections = all(root).map((each) => `<collection>${each.cases.map(one).join('')}</collection>`);
    return `<assemblies><assembly${told(root, 'failed', 'errors', 'total')}>${collections.join('\n')}</assembly></assemblies>`;
  },
  testng(root) {
    const results = { passed: 'PASS', flaky: 'PASS', skipped: 'SKIP', failed: 'FAIL' };
    const one = (end: End) =>
      end === 'error'
        ? '<test-method is-config="true" status="FAIL"/>'
        : `<test-method status="${results[end]}"/>`;
    const classes = all(root).map((each) => `<class>${each.cases.map(one).join('')}</class>`);
    return `<testng-results${told(root, 'failed', '', 'total')}><suite>${classes.join('\n')}</suite></testng-results>`;
  },
  trx(root) {
    const results = {
      passed: 'Passed',
      flaky: 'Passed',
      skipped: 'NotExecuted',
      failed: 'Failed',
      error: 'Timeout',
    };
    const one = (end: End) =>
      `<UnitTestResult outcome="${results[end]}"><Output>${output(root.output)}</Output></UnitTestResult>`;
    const cases = all(root).flatMap((each) => each.cases.map(one));
    return `<TestRun><Results>${cases.join('\n')}</Results><ResultSummary outcome="Completed"><Counters${told(root, 'failed', 'error', 'total')}/></ResultSummary></TestRun>`;
  },
};
