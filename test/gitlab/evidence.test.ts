/** What a pipeline tells ServiceNow of what it deploys: reports of earlier jobs, and what changed since. */
import type { GitlabPipeline } from '@change-gate/sandbox';
import { afterEach, expect, it } from 'vitest';
import type { TestEnvironment } from '../environment/environment.ts';
import { documentedPipeline, gitlab, gitlabRunning, PIPELINES } from '../gate/gitlab.ts';
import type { CiHarness, GateInputs } from '../gate/harness.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';
import { keepCallbackToken } from './kept-token.ts';

const MERGED = {
  iid: 7,
  title: 'SHOP-7 Mend the basket',
  author: 'ada',
  mergedBy: 'bob',
  approvedBy: ['cyd'],
};
const EARLIER = [
  { message: 'SHOP-7 Mend it', author: { name: 'Ada', email: 'ada@example.com' }, merged: MERGED },
  { message: 'Tidy up', author: { name: 'Bea', email: 'bea@example.com' } },
];

/** A push of three commits after another pipeline's, which `since` names. */
class Pushed implements Pick<CiHarness, 'start'> {
  first: GitlabPipeline | undefined;
  readonly ci: CiHarness;
  readonly #yaml: string;

  constructor(yaml: string) {
    this.#yaml = yaml;
    this.ci = { ...gitlabRunning(yaml), start: (...given) => this.start(...given) };
  }

  start(sandbox: Parameters<CiHarness['start']>[0], inputs: GateInputs) {
    const { first: after } = this;
    if (after === undefined) throw new Error('Nothing was pushed before');
    const push = { after, earlier: EARLIER, message: 'SHOP-8 Sell more' };
    return gitlabRunning(this.#yaml, push).start(sandbox, { since: after.sha, ...inputs });
  }
}

describeOnGitLab('the evidence of a pipeline', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  /** @returns what people read of it on the change */
  async function push(
    yaml: string,
    inputs: GateInputs = {},
    prepare: (testEnv: TestEnvironment) => unknown = () => {},
  ): Promise<string> {
    const pushed = new Pushed(yaml);
    scenario = await GitlabScenario.startAndPause(pushed.ci, inputs, async (testEnv) => {
      pushed.first = testEnv.sandbox.gitlab.run('first: {script: "true"}');
      await pushed.first.finished;
      await prepare(testEnv);
    });
    return scenario.notes.join('\n');
  }

  /** The row that an approval policy decides by. */
  function evidence(): Record<string, string> | undefined {
    const { database } = scenario.testEnv.sandbox.serviceNow;
    return database.query('x_change_gate_evidence', `change=${scenario.changes[0]?.sys_id}`)[0];
  }

  const asked = (words: string) =>
    scenario.server.requests.map(({ path }) => path).filter((path) => path.includes(words));

  it('has the commits of the checkout, and what the callback token sees of their reviews', async () => {
    expect(await push(MINIMAL)).toMatch(
      /3 commits by .* 2 not reviewed; back to commit .*Work items: SHOP-8, SHOP-7\..*Started by: dev\..*Reviewed by: cyd\./s,
    );
    expect(asked('/approvals')).toHaveLength(1);
  });

  it("has what the job's own token sees, where the checkout is too shallow and ServiceNow keeps the callback token", async () => {
    const inputs: Record<string, string | undefined> = { 'callback-token': undefined };
    const note = await push(`${MINIMAL}\nvariables: {GIT_DEPTH: "1"}\n`, inputs, (testEnv) => {
      inputs['callback-alias'] = keepCallbackToken(testEnv);
    });
    expect(note).toMatch(
      /3 commits by .* reviews not known; .*GitLab shows approvals to no job token.*Work items: SHOP-8, SHOP-7\..*Merged by: bob\./s,
    );
    expect(asked('/repository/commits/').length).toBeGreaterThan(3);
    expect(asked('/approvals')).toEqual([]);
    expect(evidence()).toMatchObject({
      changes_status: 'known',
      direction: 'ahead',
      total_num_of_commits: '3',
      commits_not_reviewed: '',
      merge_requests: '1',
      commit_id: scenario.pipeline.sha,
      sequence: expect.stringMatching(/^0*2$/),
    });
  });

  it('counts from what the stream has deployed last', async () => {
    const first = await GitlabScenario.startAndPause();
    scenario = first;
    await first.approve();
    await first.build.ended;
    const pushed = new Pushed(MINIMAL);
    pushed.first = first.pipeline;
    scenario = GitlabScenario.in(first.testEnv, pushed.ci, { since: undefined });
    await scenario.build.paused;
    expect(evidence()).toMatchObject({
      base_commit: first.pipeline.sha,
      base_change: first.changes[0]?.number,
      total_num_of_commits: '3',
      commits_not_reviewed: '2',
    });
  });

  it('keeps an older pipeline from deploying over what a newer one has deployed', async () => {
    const older = await GitlabScenario.startAndPause();
    scenario = older;
    const newer = GitlabScenario.in(older.testEnv, gitlab);
    await newer.build.paused;
    await newer.approve(newer.changes[0]?.number);
    await newer.build.ended;
    await older.approve(older.changes[0]?.number);
    await older.build.ended;
    expect(newer.build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(older.build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(older.job('change:gate').trace).toContain('[OUTDATED]');
    await older.testEnv.settled();
    expect(older.registration).toMatchObject({ status: 'refused', last_outcome: 'refused' });
    expect(older.notes.at(-1)).toMatch(/stopped at its gate.*OUTDATED: is of an older build.*told no more/);
    older.testEnv.sandbox.clock.advance(24 * 60 * 60 * 1000);
    await older.testEnv.settled();
    expect(asked('/play')).toHaveLength(2);
  });

  it('has the reports of earlier jobs', async () => {
    const files = { 'shop.test.mjs': "import test from 'node:test';\ntest('sells', () => {});\n" };
    const ci = gitlabRunning(documentedPipeline(PIPELINES.evidence), { files });
    scenario = await GitlabScenario.startAndPause(ci);
    expect(scenario.notes.join('\n')).toMatch(
      /1 test, 0 failed;.*junit\.xml, junit, complete, sha256 [0-9a-f]{64}/s,
    );
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
  });
});
