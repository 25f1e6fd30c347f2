/** What the reports of vitest's JSON reporter say, where only a test that passed at its first attempt has passed. */

/** @param reports by package, each with a test task; undefined for one that left none */
export function countTests(reports) {
  const counts = { passed: 0, failed: 0, skipped: 0, remarks: [] };
  const fail = (remark) => {
    counts.failed += 1;
    counts.remarks.push(remark);
  };
  for (const [name, report] of Object.entries(reports)) {
    const files = report?.testResults ?? [];
    if (files.length === 0) fail(`NO TESTS: ${name} has reported none`);
    for (const file of files) {
      if (file.assertionResults.length === 0) fail(`NO TESTS: ${file.name}`);
      for (const test of file.assertionResults) {
        if (test.status === 'failed') counts.failed += 1;
        else if (test.status !== 'passed') {
          counts.skipped += 1;
          counts.remarks.push(`SKIPPED: ${test.fullName}`);
        } else if (test.failureMessages.length > 0)
          fail(`PASSED ONLY WHEN IT WAS TRIED AGAIN: ${test.fullName}`);
        else counts.passed += 1;
      }
    }
  }
  return counts;
}
