/** Report files in XML, and what each must read as. Where they come from: `fixtures/README.md`. */
import { createReadStream, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { said } from '../../../../test/said-reading.ts';
import { readReport } from '../read-report.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));

const EXPECTED: Readonly<Record<string, string>> = {
  'cobertura/all-covered.xml': 'cobertura: lines_covered 40, lines_total 40',
  'cobertura/c8.xml': 'cobertura: lines_covered 5, lines_total 7',
  'cobertura/clover.xml':
    'cobertura: unreadable, is coverage of another format, like Clover: let its tool write Cobertura, JaCoCo or lcov',
  'cobertura/coverage-py.xml': 'cobertura: lines_covered 6, lines_total 8',
  'cobertura/empty.xml': 'cobertura: none, tells of no line',
  'cobertura/more-than-all.xml': 'cobertura: unreadable, covers more lines than there are',
  'cobertura/none-covered.xml': 'cobertura: lines_total 40',
  'cobertura/nothing-in-root.xml': 'cobertura: lines_covered 1, lines_total 2',
  'cobertura/rates-only.xml': 'cobertura: lines_covered 2, lines_total 4',
  'hostile/attribute-twice.xml': 'junit: unreadable, is no XML that can be read: an attribute comes twice',
  'hostile/billion-laughs.xml':
    'unreadable, is no XML that can be read: it declares entities or defaults of its own, which are not read (line 7)',
  'hostile/declaration-only.xml': 'unreadable, is cut off',
  'hostile/default-attribute.xml':
    'unreadable, is no XML that can be read: it declares entities or defaults of its own, which are not read (line 2)',
  'hostile/empty.xml': 'unreadable, is empty',
  'hostile/external-entity.xml':
    'junit: unreadable, is no XML that can be read: invalid character entity (line 3)',
  'hostile/no-such-character.xml':
    'junit: unreadable, is no XML that can be read: invalid character entity (line 1)',
  'hostile/not-utf-8.xml': 'unreadable, holds bytes that are not utf-8',
  'hostile/other-root.xml': 'unreadable, is XML that is not known here: its root element is <robot>',
  'hostile/own-names.xml':
    'junit: unreadable, is no XML that can be read: no report has an attribute hasOwnProperty',
  'hostile/page.html': 'unreadable, is XML that is not known here: its root element is <html>',
  'hostile/swallowed-failure.xml':
    'junit: unreadable, is no XML that can be read: a value holds a bare < (line 1)',
  'hostile/text-after-root.xml':
    'junit: unreadable, is no XML that can be read: text data outside of root node (line 2)',
  'hostile/two-roots.xml':
    'junit: unreadable, is no XML that can be read: it has more than one root element (line 2)',
  'hostile/unclosed-tag.xml': 'junit: unreadable, is no XML that can be read: unexpected close tag (line 1)',
  'hostile/unknown-encoding.xml': 'unreadable, is in the encoding klingon, which is not known here',
  'hostile/utf-16-odd-byte.xml': 'junit: unreadable, holds bytes that are not utf-16le',
  'hostile/white-space.xml': 'unreadable, is empty',
  'jacoco/empty.xml': 'jacoco: none, tells of no line',
  'jacoco/entities.xml':
    'unreadable, is no XML that can be read: it declares entities or defaults of its own, which are not read (line 1)',
  'jacoco/gradle.xml': 'jacoco: lines_covered 2, lines_total 3',
  'jacoco/groups.xml': 'jacoco: lines_covered 4, lines_total 6',
  'jacoco/no-lines.xml': 'jacoco: none, tells of no line',
  'junit/byte-order-mark.xml': 'junit: total 1, passed 1',
  'junit/character-references.xml': 'junit: total 2, passed 2',
  'junit/ctest-not-run.xml': 'junit: total 6, passed 1, failed 2, errors 2, skipped 3',
  'junit/cucumber-failing.xml': 'junit: total 3, passed 1, failed 2',
  'junit/failures-not-shown.xml': 'junit: total 2, failed 2',
  'junit/flaky-and-not-shown.xml': 'junit: total 1, failed 1',
  'junit/gotestsum-failing.xml': 'junit: total 5, passed 1, failed 3, errors 1, skipped 1',
  'junit/gtest-notrun.xml': 'junit: total 5, passed 2, failed 1, skipped 2',
  'junit/jasmine-failing.xml': 'junit: total 4, failed 3, skipped 1',
  'junit/jest-clean.xml': 'junit: total 3, passed 3',
  'junit/jest-crashed-not-told.xml': 'junit: none, holds no test case',
  'junit/jest-crashed.xml': 'junit: total 2, failed 2, errors 1',
  'junit/jest-failing.xml': 'junit: total 5, passed 2, failed 2, skipped 1',
  'junit/latin-1.xml': 'junit: total 1, passed 1',
  'junit/mocha-junit-clean.xml': 'junit: total 3, passed 3',
  'junit/mocha-junit-failing.xml': 'junit: total 3, passed 1, failed 2',
  'junit/mocha-junit-hook.xml': 'junit: total 1, failed 1',
  'junit/mocha-xunit-characters.xml': 'junit: total 2, passed 1, failed 1',
  'junit/mocha-xunit-failing.xml': 'junit: total 4, passed 1, failed 2, skipped 1',
  'junit/mocha-xunit-hook.xml': 'junit: total 1, failed 1',
  'junit/nextest-flaky.xml': 'junit: total 3, passed 1, failed 2, errors 1, flaky 1',
  'junit/node-clean.xml': 'junit: total 3, passed 3',
  'junit/node-crashed.xml': 'junit: total 1, failed 1',
  'junit/node-failing.xml': 'junit: total 8, passed 2, failed 4, skipped 2',
  'junit/node-parent-failing.xml': 'junit: total 2, passed 1, failed 1',
  'junit/not-a-number.xml': 'junit: unreadable, counts "many", which is no number',
  'junit/number-and-words.xml': 'junit: unreadable, counts "1 of 2", which is no number',
  'junit/phpunit-nested.xml': 'junit: total 6, passed 2, failed 3, errors 1, skipped 1',
  'junit/pytest-clean.xml': 'junit: total 1, passed 1',
  'junit/pytest-collection-error.xml': 'junit: total 1, failed 1, errors 1',
  'junit/pytest-empty.xml': 'junit: none, holds no test case',
  'junit/pytest-failing.xml': 'junit: total 11, passed 3, failed 6, errors 3, skipped 2',
  'junit/suite-error.xml': 'junit: total 2, passed 1, failed 1, errors 1',
  'junit/surefire-characters.xml': 'junit: total 2, passed 1, failed 1',
  'junit/surefire-crashed-halfway.xml': 'junit: total 4, passed 2, failed 2, errors 1',
  'junit/surefire-crashed.xml': 'junit: total 1, failed 1, errors 1',
  'junit/surefire-failing.xml': 'junit: total 8, passed 3, failed 4, errors 1, skipped 1',
  'junit/surefire-flaky.xml': 'junit: total 4, passed 3, failed 1, flaky 2',
  'junit/surefire-set-up-failed.xml': 'junit: total 1, failed 1, errors 1',
  'junit/surefire-tear-down-failed.xml': 'junit: total 5, passed 4, failed 1, errors 1',
  'junit/terraform-never-started.xml': 'junit: total 3, passed 2, failed 1, errors 1',
  'junit/thousands.xml': 'junit: total 1234, failed 1234',
  'junit/truncated.xml': 'junit: unreadable, is cut off',
  'junit/two-crashes.xml': 'junit: total 3, passed 1, failed 2, errors 2',
  'junit/unknown-status.xml': 'junit: total 5, passed 2, failed 2, errors 1, skipped 1, flaky 1',
  'junit/utf-16-be-no-mark.xml': 'junit: total 2, passed 1, failed 1',
  'junit/utf-16-in-name-only.xml': 'junit: total 2, passed 1, failed 1',
  'junit/utf-16-le.xml': 'junit: total 2, passed 1, failed 1',
  'junit/vitest-clean.xml': 'junit: total 3, passed 3',
  'junit/vitest-crashed.xml': 'junit: total 1, failed 1',
  'junit/vitest-empty.xml': 'junit: none, holds no test case',
  'junit/vitest-failing.xml': 'junit: total 6, passed 2, failed 2, skipped 2',
  'nunit/clean.xml': 'nunit: total 2, passed 2',
  'nunit/empty.xml': 'nunit: none, holds no test case',
  'nunit/failing.xml': 'nunit: total 6, passed 2, failed 2, errors 1, skipped 2',
  'nunit/not-loaded.xml': 'nunit: total 1, failed 1',
  'nunit/not-runnable.xml': 'nunit: total 3, passed 1, failed 2, errors 1',
  'nunit/nunit-2-failing.xml': 'nunit: total 6, passed 1, failed 3, errors 2, skipped 2',
  'nunit/nunit-2-no-result.xml': 'nunit: total 3, passed 1, failed 1, skipped 1',
  'nunit/nunit-2-tear-down-failed.xml': 'nunit: total 1, failed 1',
  'nunit/tear-down-failed.xml': 'nunit: total 2, passed 1, failed 1',
  'nunit/warning.xml': 'nunit: total 3, passed 1, failed 1, errors 1, skipped 1',
  'testng/clean.xml': 'testng: total 2, passed 2',
  'testng/empty.xml': 'testng: none, holds no test case',
  'testng/failing.xml': 'testng: total 3, passed 1, failed 1, skipped 1',
  'testng/failures-not-shown.xml': 'testng: total 3, passed 1, failed 2',
  'testng/retried.xml': 'testng: total 2, passed 1, skipped 1',
  'testng/set-up-failed.xml': 'testng: total 3, failed 1, errors 1, skipped 2',
  'testng/unknown-status.xml': 'testng: total 2, passed 1, failed 1, errors 1',
  'trx/clean.trx': 'trx: total 3, passed 3',
  'trx/counters-only.trx': 'trx: total 2, failed 2, errors 1',
  'trx/empty.trx': 'trx: none, holds no test case',
  'trx/erroring.trx': 'trx: total 5, passed 1, failed 4, errors 4',
  'trx/failing.trx': 'trx: total 5, passed 1, failed 2, errors 1, skipped 2',
  'trx/host-crashed.trx': 'trx: total 1, failed 1, errors 1',
  'trx/nested-set-up.trx': 'trx: total 3, passed 2, failed 1',
  'trx/nested.trx': 'trx: total 3, passed 2, failed 1',
  'trx/ordered.trx': 'trx: total 3, passed 2, failed 1',
  'trx/run-error-only.trx': 'trx: total 1, failed 1, errors 1',
  'trx/summary-first.trx': 'trx: total 2, passed 1, failed 1, errors 1',
  'trx/unknown-outcome.trx': 'trx: total 2, passed 1, failed 1, errors 1',
  'trx/warning.trx': 'trx: total 1, passed 1',
  'xunit/clean.xml': 'xunit: total 2, passed 2',
  'xunit/empty.xml': 'xunit: none, holds no test case',
  'xunit/erroring.xml': 'xunit: total 4, passed 2, failed 2, errors 2',
  'xunit/errors-not-shown.xml': 'xunit: total 1, failed 1, errors 1',
  'xunit/failing.xml': 'xunit: total 4, passed 1, failed 1, skipped 2',
  'xunit/failure-in-a-pass.xml': 'xunit: total 2, failed 2, errors 1',
  'xunit/two-assemblies.xml': 'xunit: total 2, passed 1, failed 1',
};

const KINDS: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(['junit', 'trx', 'nunit', 'xunit', 'testng'].map((format) => [format, 'tests'])),
  cobertura: 'coverage',
  jacoco: 'coverage',
};

describe('a report file', () => {
  it.for(Object.entries(EXPECTED))('%s', async ([name, expected]) => {
    const reading = await readReport(createReadStream(FOLDER + name));
    expect(said(reading)).toBe(expected);
    expect(reading.kind).toBe(KINDS[reading.format]);
  });

  it('is in this table when it is of a dialect in XML', () => {
    const files = globSync('{junit,trx,nunit,xunit,testng,cobertura,jacoco,hostile}/*', { cwd: FOLDER });
    expect(files.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });
});
