/** What a build tells ServiceNow of what it deploys: the clone that an earlier step has made, and the files beside it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { STEP_TYPE } from '../gate/references.ts';
import { variables, waitForApprovalStep } from './builds.ts';

let repository: string;
let commits: string[];

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'change-gate-repository-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: repository,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  commits = ['Begin', 'SHOP-7 Mend the basket', 'SHOP-8 Sell more'].map((message) => {
    git('commit', '--quiet', '--allow-empty', `--message=${message}`);
    return git('rev-parse', 'HEAD');
  });
});
afterAll(() => rmSync(repository, { recursive: true }));

const pipeline = (since: string, ...clone: readonly string[]) => `
version: '1.0'
steps:
  clone:
    image: alpine:3.22
    commands: ${JSON.stringify(clone)}
  open_change:
    type: ${STEP_TYPE}
    arguments: {OPERATION: open, SINCE: ${since}, TEST_REPORTS: '*.xml', DATA: '{"short_description": "Shop to production"}'}
  wait_for_approval:
    type: pending-approval
`;

describe('the evidence of a build', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  /** @returns what people read of it on the change */
  async function open(...clone: readonly string[]): Promise<string> {
    testEnv = await startTestEnvironment();
    testEnv.listServer(codefresh);
    const [since = '', , revision = ''] = commits;
    const git = { revision, repoOwner: 'globex', repoName: 'shop' };
    const options = { variables: variables(testEnv), git };
    const build = testEnv.sandbox.codefresh.run(pipeline(since, ...clone), options);
    await waitForApprovalStep(testEnv, build, 'wait_for_approval');
    const outputs = build.steps.find(({ name }) => name === 'open_change')?.outputs;
    expect(outputs?.CR_EVIDENCE).toMatch(/changed|commits/);
    const { database } = testEnv.sandbox.serviceNow;
    const notes = database.query('sys_journal_field', `element_id=${testEnv.change().sys_id}`);
    return notes.map(({ value }) => value).join('\n');
  }

  it('is what the clone of an earlier step holds, and the files beside it', async () => {
    const report = '<testsuite><testcase name="sells"/></testsuite>';
    const clone = `git clone --quiet ${repository} /codefresh/volume/shop`;
    expect(await open(clone, `echo '${report}' > /codefresh/volume/shop/junit.xml`)).toMatch(
      /1 test, 0 failed; .*2 commits by 1 person, reviews not known; .*Work items: SHOP-8, SHOP-7\..*Started by: dev\..*Authors: Ada\./s,
    );
  });

  it('says that a clone is too shallow to tell', async () => {
    expect(await open(`git clone --quiet --depth=1 file://${repository} /codefresh/volume/shop`)).toMatch(
      /what changed is not known\n.*it is shallow .*clone the repository with its whole history before this step/s,
    );
  });
});
