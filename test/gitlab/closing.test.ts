/** What becomes of the change, whatever becomes of the jobs that deploy: docs/gitlab.md, "How the change is closed". */
import type { GitlabPipeline } from '@change-gate/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { gitlab, gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

/** The documented pipeline with other jobs that deploy; each gets the rules and the stage of the documented one. */
function deploying(jobs: Readonly<Record<string, string>>): string {
  const [, head = ''] = /^([\s\S]*?)\ndeploy:\n/.exec(MINIMAL) ?? [];
  const job = (name: string, more: string) => {
    const needs = more.includes('needs:') ? '' : '\n  needs: ["change:gate"]';
    return `${name}:\n  stage: deploy\n  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]${needs}\n  ${more}\n`;
  };
  return `${head}\n${Object.entries(jobs)
    .map(([name, more]) => job(name, more))
    .join('\n')}`;
}

const WELL = 'script: echo "deployed"';
const BADLY = 'script: exit 1';

/** A job that runs, without a runner, until somebody plays `go` in the pipeline that it starts. */
const LONG = 'trigger: {include: long.yml, strategy: depend}';
const files = {
  'long.yml': 'go: {when: manual, allow_failure: false, script: [echo]}',
  'ships.yml': 'ship: {script: [exit 1], allow_failure: true}',
};

/** How the one change of a pipeline has ended. */
function closed({ changes: [change] }: GitlabScenario): string | undefined {
  return change?.state === '3' ? change.close_code : `open in ${change?.state}`;
}

/** Somebody plays or retries a job, and it succeeds. */
async function play(scenario: GitlabScenario, job: string, user = 'dev'): Promise<void> {
  scenario.server.play(scenario.id, job, user);
  await scenario.reaches(job, 'success');
}

describeOnGitLab('a change is closed', () => {
  let testEnv: TestEnvironment;
  beforeAll(async () => {
    testEnv = await startTestEnvironment({}, gitlab);
    testEnv.listServer(gitlab);
  });
  afterAll(() => testEnv.close());

  async function startAndPause(yaml: string): Promise<GitlabScenario> {
    const scenario = GitlabScenario.in(testEnv, gitlabRunning(yaml, { files }));
    await scenario.build.paused;
    return scenario;
  }

  async function startAndApprove(yaml: string): Promise<GitlabScenario> {
    const scenario = await startAndPause(yaml);
    await scenario.approve(scenario.changes[0]?.number);
    return scenario;
  }

  /** The pipeline that a job has started, when `go` waits there for somebody. */
  async function waitingChild(scenario: GitlabScenario): Promise<GitlabPipeline> {
    const child = scenario.server.pipelines.find(({ upstream }) => upstream?.pipeline === scenario.id);
    if (child === undefined) throw new Error('No job has started a pipeline');
    await scenario.reaches('go', 'manual', child);
    return child;
  }

  async function playGo(scenario: GitlabScenario): Promise<void> {
    const child = await waitingChild(scenario);
    scenario.server.play(child.id, 'go', 'dev');
    await scenario.reaches('go', 'success', child);
  }

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['that may fail fails', { deploy: `${BADLY}\n  allow_failure: true` }, 'unsuccessful'],
    [
      'fails, so that a second one is skipped',
      { deploy: BADLY, second: `${WELL}\n  needs: [deploy]` },
      'unsuccessful',
    ],
    [
      'fails in vain as often as `retry` says, while another succeeds',
      { deploy: WELL, another: `${BADLY}\n  retry: 1` },
      'unsuccessful',
    ],
    [
      'fails in one place of a matrix',
      { deploy: 'script: test $REGION = eu\n  parallel: {matrix: [{REGION: [eu, us]}]}' },
      'unsuccessful',
    ],
    [
      'succeeds, and one for failures is skipped',
      { deploy: WELL, rollback: `${WELL}\n  needs: [deploy]\n  when: on_failure` },
      'successful',
    ],
    [
      'starts a pipeline in which a job that may fail fails',
      { deploy: 'trigger: {include: ships.yml, strategy: depend}' },
      'unsuccessful',
    ],
  ])('where a job that deploys %s', async (_what, jobs, code) => {
    const scenario = await startAndApprove(deploying(jobs));
    await scenario.build.ended;
    expect(closed(scenario)).toBe(code);
  });

  it('as unsuccessful where a job that deploys is canceled', async () => {
    const scenario = await startAndApprove(deploying({ deploy: LONG, another: WELL }));
    await scenario.reaches('another', 'success');
    const child = await waitingChild(scenario);
    scenario.server.cancel(child.id);
    await scenario.build.ended;
    expect(scenario.job('deploy').status).toBe('canceled');
    expect(closed(scenario)).toBe('unsuccessful');
  });

  it('not before all jobs have ended, also where one was skipped', async () => {
    const scenario = await startAndApprove(
      deploying({ deploy: BADLY, second: `${WELL}\n  needs: [deploy]`, long: LONG }),
    );
    await scenario.reaches('second', 'skipped');
    await scenario.reaches('long', 'running');
    expect(scenario.job('change:close').status).toBe('created');
    await playGo(scenario);
    await scenario.build.ended;
    expect(closed(scenario)).toBe('unsuccessful');
  });

  it('by the jobs of its own gate alone', async () => {
    const qa = `
      job-prefix: qa
      stage: qa-change
      deploy-stages: qa
      close-stage: qa-close
      data: '{"short_description": "To QA"}'`;
    const [include = ''] = /^ {2}- component: .*\n/m.exec(MINIMAL) ?? [];
    const yaml = `${MINIMAL.replace('[build,', '[qa-change, qa, qa-close,').replace(include, `${include}    inputs:${qa}\n${include}`)}
deploy-to-qa: {stage: qa, needs: ["qa:gate"], allow_failure: true, script: [exit 1]}
`;
    const scenario = await startAndApprove(yaml);
    await scenario.reaches('change:gate', 'manual');
    await scenario.approve(scenario.changes[1]?.number);
    await scenario.build.ended;
    expect(scenario.changes.map((one) => [one.short_description, one.close_code])).toEqual([
      ['To QA', 'unsuccessful'],
      ['Globex deployment to QA', 'successful'],
    ]);
  });

  it('by the last run of a job, when all have ended', async () => {
    const once = 'script: test "$GITLAB_USER_LOGIN" = servicenow-bot';
    const scenario = await startAndApprove(deploying({ deploy: once, long: LONG }));
    await scenario.reaches('deploy', 'failed');
    expect(scenario.job('change:close').status).toBe('created');
    await play(scenario, 'deploy', 'servicenow-bot');
    await playGo(scenario);
    await scenario.build.ended;
    expect(closed(scenario)).toBe('successful');
  });

  it('when a job has been played that was to be, and not before', async () => {
    const scenario = await startAndApprove(deploying({ deploy: `${WELL}\n  when: manual`, another: WELL }));
    await scenario.build.ended;
    expect(scenario.job('change:open').trace).toContain('WARNING: Job deploy of stage deploy is manual');
    expect(scenario.job('change:close').trace).toMatch(
      /Job deploy waits for somebody to play it, so nobody knows here .*\[NOT_CLOSABLE\]/,
    );
    expect(closed(scenario)).toBe('open in -1');
    await play(scenario, 'deploy');
    await play(scenario, 'change:close');
    expect(closed(scenario)).toBe('successful');
  });

  it('also where the gate was run again meanwhile, and canceled; and not canceled while it deploys', async () => {
    const scenario = await startAndApprove(deploying({ deploy: LONG }));
    const { server, id } = scenario;
    await scenario.reaches('deploy', 'running');
    server.play(id, 'change:gate', 'dev');
    await scenario.reaches('change:gate', 'running');
    server.cancelJob(id, 'change:gate');
    await scenario.reaches('change:gate', 'canceled');
    server.play(id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'failed');
    expect(scenario.job('change:cancel').trace).toContain(
      'job deploy is running, so this pipeline may still deploy',
    );
    await playGo(scenario);
    await scenario.build.ended;
    expect(closed(scenario)).toBe('successful');
  });

  it('by itself behind a job that waits for its time', async () => {
    const scenario = await startAndApprove(
      deploying({ deploy: WELL, later: `${WELL}\n  when: delayed\n  start_in: 5 minutes` }),
    );
    await scenario.reaches('deploy', 'success');
    await scenario.reaches('later', 'scheduled');
    expect(scenario.job('change:close').status).toBe('created');
    testEnv.sandbox.clock.advance(5 * 60_000);
    await scenario.build.ended;
    expect(closed(scenario)).toBe('successful');
  });

  it('by itself behind a job that blocks until it is played', async () => {
    const scenario = await startAndApprove(
      deploying({ deploy: `${WELL}\n  when: manual\n  allow_failure: false` }),
    );
    await scenario.reaches('deploy', 'manual');
    scenario.server.play(scenario.id, 'deploy', 'dev');
    await scenario.build.ended;
    expect(closed(scenario)).toBe('successful');
  });

  it('not before a pipeline has ended that a job has started and does not wait for', async () => {
    const scenario = await startAndApprove(deploying({ deploy: 'trigger: {include: long.yml}' }));
    await scenario.build.ended;
    expect(scenario.job('change:close').trace).toMatch(
      /Job go waits .* in the pipeline that job deploy has started, so nobody knows here .*\[NOT_CLOSABLE\]/,
    );
    expect(closed(scenario)).toBe('open in -1');
    await playGo(scenario);
    await play(scenario, 'change:close');
    expect(closed(scenario)).toBe('successful');
  });

  it('by a person who retries that job in a pipeline that was canceled', async () => {
    const scenario = await startAndApprove(deploying({ deploy: LONG }));
    await scenario.reaches('deploy', 'running');
    scenario.server.cancel(scenario.id);
    await scenario.build.ended;
    expect([scenario.job('change:close').status, closed(scenario)]).toEqual(['canceled', 'open in -1']);
    await play(scenario, 'change:close');
    expect(closed(scenario)).toBe('unsuccessful');
  });

  it('as successful by the job that has failed to, and not canceled', async () => {
    const yaml = `${MINIMAL}\n"change:close": {before_script: ['test "$GITLAB_USER_LOGIN" = releaser']}\n`;
    const scenario = await startAndApprove(yaml);
    await scenario.build.ended;
    scenario.server.play(scenario.id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'failed');
    expect(scenario.job('change:cancel').trace).toMatch(
      /This pipeline has deployed under it: all its jobs have succeeded\. Retry change:close.*\[NOT_CANCELABLE\]/,
    );
    expect(closed(scenario)).toBe('open in -1');
    await play(scenario, 'change:close', 'releaser');
    expect(closed(scenario)).toBe('successful');
  });

  it('also where GitLab does not answer at first how the jobs have ended', async () => {
    const scenario = await startAndApprove(deploying({ deploy: LONG }));
    await scenario.reaches('deploy', 'running');
    const stop = scenario.server.on((event) => {
      if (event.type !== 'job' || event.name !== 'change:close' || event.status !== 'running') return;
      const effect = { kind: 'status', status: 503 } as const;
      scenario.server.faults.inject({ method: 'GET', path: /\/(jobs|bridges)$/, effect, times: 3 });
    });
    await playGo(scenario);
    await scenario.build.ended;
    stop();
    expect(scenario.job('change:close').trace).toContain('answered 503; trying again');
    expect(closed(scenario)).toBe('successful');
  });

  it('with the files of a job that deploys, where it needs that one too', async () => {
    const log = 'script: echo done > deploy.log\n  artifacts: {paths: [deploy.log]}';
    const close =
      '"change:close": {needs: ["change:deployment-over", deploy], variables: {CHANGE_GATE_ATTACHMENTS: deploy.log}}';
    const scenario = await startAndApprove(`${deploying({ deploy: log })}\n${close}\n`);
    await scenario.build.ended;
    const query = `table_sys_id=${scenario.changes[0]?.sys_id}`;
    const attached = testEnv.sandbox.serviceNow.database.query('sys_attachment', query);
    expect(attached.map((row) => row.file_name)).toEqual(['deploy.log']);
    expect(closed(scenario)).toBe('successful');
  });

  describe('after a gate that has passed at its second try', () => {
    it('when the deployment is over, as after the first', async () => {
      const scenario = await startAndPause(deploying({ deploy: BADLY }));
      scenario.build.approveByHand();
      await scenario.build.ended;
      expect(scenario.job('change:close')).toMatchObject({
        status: 'success',
        trace: expect.stringContaining('change:gate has let nothing be deployed'),
      });
      await scenario.approve(scenario.changes[0]?.number);
      await scenario.build.ended;
      expect(closed(scenario)).toBe('unsuccessful');
    });
  });

  describe('that is not opened', () => {
    it.each([
      [
        'where no job is in a stage that deploys',
        MINIMAL.replace('deploy:\n  stage: deploy', 'ship:\n  stage: ship').replace(
          'change, deploy]',
          'change, ship]',
        ),
        /Job ship needs change:gate and is in stage ship/,
      ],
      [
        'where the only job that deploys has narrower rules',
        MINIMAL.replace(
          '[{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]\n  needs',
          '[{if: $CI_COMMIT_TAG}]\n  needs',
        ),
        /has no job in stage deploy/,
      ],
    ])('%s', async (_what, yaml, words) => {
      expect(yaml).not.toBe(MINIMAL);
      const scenario = GitlabScenario.in(testEnv, gitlabRunning(yaml));
      await scenario.reaches('change:open', 'failed');
      expect(scenario.job('change:open').trace).toMatch(words);
      expect(scenario.changes).toEqual([]);
    });
  });
});

describeOnGitLab('a change stays open until somebody', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it.each(['lists', 'refused'] as const)(
    'gives it a token that sees all jobs, where GitLab hides some: jobTokenAtJobs %s',
    async (jobTokenAtJobs) => {
      const start = gitlabRunning(MINIMAL, {}, { behaviours: { jobTokenAtJobs } });
      scenario = await GitlabScenario.startAndPause(start);
      scenario.server.on((event) => {
        if (event.type === 'job' && event.name === 'deploy') scenario.server.revoke(gitlab.callbackToken);
      });
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.job('change:close').trace).toMatch(
        /GitLab does not show all jobs of this pipeline, so nobody knows here .*scope read_api/,
      );
      expect(closed(scenario)).toBe('open in -1');
    },
  );

  it('decides about it, where its pipeline had deployed under another one: its wait ends within a day', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { server, id, testEnv } = scenario;
    const first = testEnv.number;
    await scenario.approve();
    await scenario.build.ended;
    await testEnv.settled();
    expect(closed(scenario)).toBe('successful');
    server.play(id, 'change:open', 'dev');
    await scenario.reaches('change:open', 'running');
    await scenario.reaches('change:open', 'success');
    await testEnv.settled();
    const waits = `build_id=${id}^change_number!=${first}`;
    const registration = () =>
      testEnv.sandbox.serviceNow.database.query('x_change_gate_registration', waits)[0];
    expect(registration()).toMatchObject({ status: 'waiting' });
    for (let hours = 0; hours < 30; hours += 6) {
      testEnv.sandbox.clock.advance(6 * 60 * 60 * 1000);
      await testEnv.settled();
    }
    expect(registration()).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });
  });

  it('retries that job itself, where GitLab does not let the gate do it', async () => {
    scenario = await GitlabScenario.startAndPause();
    scenario.build.approveByHand();
    await scenario.build.ended;
    scenario.server.faults.inject({
      method: 'POST',
      path: /\/retry$/,
      effect: { kind: 'status', status: 403 },
    });
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.job('change:gate').trace).toMatch(
      /WARNING: change:close ran when .*403.* Retry change:close/,
    );
    expect(closed(scenario)).toBe('open in -1');
    await play(scenario, 'change:close');
    expect(closed(scenario)).toBe('successful');
  });
});
