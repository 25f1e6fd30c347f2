/** The dialects of test reports. Where the facts are from: each producer's documentation, and the files of `fixtures/`. */
import { count, outcomes } from './attribute-values.ts';
import type { Attributes } from './strict-xml.ts';
import { type Declared, worse } from './tally.ts';
import type { TestDialect } from './test-report.ts';

/** An element that says that something went wrong, without a number. */
const ONE_ERROR: Declared = { failed: 1, errors: 1, total: 0 };
const NOTHING: Declared = { failed: 0, errors: 0, total: 0 };

const junitWord = outcomes({
  passed: [
    '',
    'run',
    'passed',
    'pass',
    'success',
    'successful',
    'succeeded',
    'ok',
    'completed',
    'complete',
    'executed',
  ],
  flaky: ['flaky'],
  skipped: ['notrun', 'skipped', 'skip', 'suppressed', 'disabled', 'ignored', 'pending', 'todo'],
  failed: ['failed', 'fail', 'failure'],
  error: ['error', 'errored', 'aborted'],
});

/** No standard. Attributes of suites are often wrong or absent, so that cases are counted; `skipped` above all. */
const JUNIT: TestDialect = {
  format: 'junit',
  cases: {
    // gtest: status="notrun", result="suppressed".
    testcase: (attributes) => {
      const { status = '', result = '' } = attributes;
      return neverStarted(attributes) ? 'error' : worse(junitWord(status), junitWord(result));
    },
    // Beside the cases of a suite that could not be set up.
    error: () => 'error',
    failure: () => 'failed',
  },
  marks: {
    error: 'error',
    failure: 'failed',
    skipped: (attributes, ofCase) => (couldNotRun(attributes, ofCase) ? 'error' : 'skipped'),
    // surefire and nextest: passed at last, and what accompanies a failure.
    flakyFailure: 'flaky',
    flakyError: 'flaky',
    rerunFailure: 'failed',
    rerunError: 'failed',
    // PHPUnit: a test that it warns of has asserted nothing.
    warning: 'failed',
  },
  suites: {
    testsuites: junitSuite,
    testsuite: junitSuite,
  },
  summaries: {},
  // Node's test runner shows no case for a test that fails beside its parts, and says how many failed in comments alone.
  comment(text) {
    const failed = NODE_FAILED.exec(text)?.[1];
    return failed === undefined ? undefined : { failed: count(failed), errors: 0, total: Infinity };
  },
};

/** CTest's words for a test that was to be left out; any other, as `Unable to find executable`, it reports as failed. */
const CTEST_LEFT_OUT = /^(?:Disabled|SKIP_RETURN_CODE=-?\d+|SKIP_REGULAR_EXPRESSION_MATCHED)$/;

/** Only CTest writes `notrun` without a result (cmCTestTestHandler.cxx, WriteJUnitXML). */
function couldNotRun({ message = '' }: Attributes, { status, result }: Attributes): boolean {
  return status === 'notrun' && result === undefined && !CTEST_LEFT_OUT.test(message);
}

/** `terraform test` shows a run that it never came to, as where a provider cannot be set up, without an outcome and a time. */
function neverStarted({ classname = '', time, timestamp }: Attributes): boolean {
  return time === undefined && timestamp === undefined && /\.tftest\.(?:hcl|json)$/.test(classname);
}

const NODE_FAILED = /^ (?:fail|cancelled) (\d+) $/;

function junitSuite({ failures, errors, tests }: Attributes): Declared {
  const wrong = count(errors);
  return { failed: count(failures) + wrong, errors: wrong, total: count(tests) };
}

const nunitWord = outcomes({
  passed: ['passed'],
  flaky: [],
  skipped: ['skipped', 'inconclusive', 'warning'],
  failed: ['failed'],
  error: [],
});

const NUNIT: TestDialect = {
  format: 'nunit',
  cases: {
    'test-case': ({ result = '', label = '' }) => {
      const outcome = nunitWord(result);
      return NUNIT_ERROR.test(label) ? worse(outcome, 'error') : outcome;
    },
  },
  marks: { failure: 'failed' },
  suites: { 'test-run': nunitSuite, 'test-suite': nunitSuite },
  summaries: {},
};

/** Labels of a result; before NUnit 3.0 was done, what could not be run was `Skipped` with the label `Invalid`. */
const NUNIT_ERROR = /^(?:error|invalid|cancelled)$/i;

/** A suite whose own tear-down failed says so in its result alone. */
function nunitSuite({ failed, result = '', label = '', total }: Attributes): Declared {
  const says = /^failed/i.test(result) || NUNIT_ERROR.test(label) ? 1 : 0;
  return { failed: Math.max(count(failed), says), errors: 0, total: count(total) };
}

const nunit2Word = outcomes({
  passed: ['success'],
  flaky: [],
  skipped: ['ignored', 'skipped', 'inconclusive'],
  failed: ['failure'],
  error: ['error', 'notrunnable', 'cancelled'],
});

/** NUnit 2, which Pester writes as `NUnitXml` still. Before 2.5, a case has no result, only `executed` and `success`. */
const NUNIT_2: TestDialect = {
  format: 'nunit',
  cases: {
    'test-case': ({ result, executed = '', success = '' }) => {
      if (result !== undefined) return nunit2Word(result);
      if (/^false$/i.test(executed)) return 'skipped';
      return /^true$/i.test(success) ? 'passed' : 'failed';
    },
  },
  marks: { failure: 'failed' },
  suites: {
    'test-results': ({ errors, failures, invalid, total }) => {
      const wrong = count(errors) + count(invalid);
      return { failed: count(failures) + wrong, errors: wrong, total: count(total) };
    },
    'test-suite': ({ success = '', result = '' }) =>
      /^false$/i.test(success) || /^(?:failure|error|notrunnable|cancelled)$/i.test(result)
        ? { failed: 1, errors: 0, total: 0 }
        : NOTHING,
  },
  summaries: {},
};

const xunitWord = outcomes({
  passed: ['pass'],
  flaky: [],
  skipped: ['skip', 'notrun'],
  failed: ['fail'],
  error: [],
});

const XUNIT: TestDialect = {
  format: 'xunit',
  // An error is of a fixture or the clean-up, beside the tests.
  cases: { test: ({ result = '' }) => xunitWord(result), error: () => 'error' },
  marks: { failure: 'failed' },
  suites: { assembly: xunitSuite, collection: xunitSuite },
  summaries: {},
};

function xunitSuite({ failed, errors, total }: Attributes): Declared {
  const wrong = count(errors);
  return { failed: count(failed) + wrong, errors: wrong, total: count(total) };
}

const testngWord = outcomes({ passed: ['pass'], flaky: [], skipped: ['skip'], failed: ['fail'], error: [] });

const TESTNG: TestDialect = {
  format: 'testng',
  cases: {
    'test-method': (attributes) => {
      const outcome = testngWord(attributes.status ?? '');
      if (attributes['is-config'] === 'true') return outcome === 'failed' ? 'error' : undefined; // a set-up is no test
      return attributes.retried === 'true' ? undefined : outcome;
    },
  },
  marks: {},
  suites: {
    'testng-results': ({ failed, total }) => ({ failed: count(failed), errors: 0, total: count(total) }),
  },
  summaries: {},
};

const trxWord = outcomes({
  passed: ['passed'],
  flaky: [],
  skipped: ['notexecuted', 'inconclusive', 'warning', 'completed'],
  failed: ['failed'],
  error: [
    'error',
    'timeout',
    'aborted',
    'passedbutrunaborted',
    'notrunnable',
    'disconnected',
    'inprogress',
    'pending',
  ],
});

function trxResult({ outcome = '' }: Attributes) {
  return trxWord(outcome);
}

const TRX: TestDialect = {
  format: 'trx',
  cases: {
    UnitTestResult: trxResult,
    GenericTestResult: trxResult,
    ManualTestResult: trxResult,
    WebTestResult: trxResult,
    TestResultAggregation: trxResult, // of an ordered test, which holds the others
  },
  marks: {},
  suites: {},
  summaries: {
    ResultSummary: ({ outcome = '' }) =>
      /^(passed|completed|warning|inconclusive)$/i.test(outcome) ? NOTHING : ONE_ERROR,
    // What the test host says as it crashes.
    RunInfo: ({ outcome = '' }) => (/^error$/i.test(outcome) ? ONE_ERROR : NOTHING),
    Counters: (says) => {
      const wrong = [
        says.error,
        says.timeout,
        says.aborted,
        says.passedButRunAborted,
        says.disconnected,
        says.notRunnable,
      ];
      const errors = wrong.reduce((sum, each) => sum + count(each), 0);
      return { failed: count(says.failed) + errors, errors, total: count(says.total) };
    },
  },
};

/** By the name of the root element. */
export const TEST_DIALECTS: Readonly<Record<string, TestDialect>> = {
  testsuites: JUNIT,
  testsuite: JUNIT,
  'test-run': NUNIT,
  'test-results': NUNIT_2,
  assemblies: XUNIT,
  assembly: XUNIT,
  'testng-results': TESTNG,
  TestRun: TRX,
};
