/** What becomes of the change, whatever becomes of the jobs that deploy: docs/gitlab.md, "How the change is closed". */
import { afterEach, describe, expect, it } from 'vitest';
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

describeOnGitLab('a change is closed', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  async function startAndApprove(
    yaml: string,
    server: Parameters<typeof gitlabRunning>[2] = {},
  ): Promise<void> {
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml, { files }, server));
    await scenario.approve();
  }

  /** Somebody with the callback token asks GitLab for this. */
  async function post(job: string, action: 'cancel' | 'retry'): Promise<void> {
    const url = `${gitlab.server(scenario.testEnv.sandbox)}/projects/1217/jobs/${scenario.job(job).id}/${action}`;
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'private-token': gitlab.callbackToken },
    });
    expect(status).toBe(201);
  }

  async function playGo(): Promise<void> {
    const child = await scenario.pipelineWith('go');
    await scenario.reaches('go', 'manual', child);
    scenario.server.play(child.id, 'go', 'dev');
  }

  const closed = () => {
    const { state, close_code } = scenario.testEnv.change();
    return state === '3' ? close_code : `open in ${state}`;
  };

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
    await startAndApprove(deploying(jobs));
    await scenario.build.ended;
    expect(closed()).toBe(code);
  });

  it('as unsuccessful where a job that deploys is canceled', async () => {
    await startAndApprove(deploying({ deploy: LONG, another: WELL }));
    const child = await scenario.pipelineWith('go');
    await scenario.reaches('go', 'manual', child);
    await scenario.reaches('another', 'success');
    scenario.server.cancel(child.id);
    await scenario.build.ended;
    expect(scenario.job('deploy').status).toBe('canceled');
    expect(closed()).toBe('unsuccessful');
  });

  it('not before all jobs have ended, also where one was skipped', async () => {
    await startAndApprove(deploying({ deploy: BADLY, second: `${WELL}\n  needs: [deploy]`, long: LONG }));
    await scenario.reaches('second', 'skipped');
    await scenario.reaches('long', 'running');
    expect(scenario.job('change:close').status).toBe('created');
    await playGo();
    await scenario.build.ended;
    expect(closed()).toBe('unsuccessful');
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
    scenario = await GitlabScenario.start(gitlabRunning(yaml));
    const { serviceNow } = scenario.testEnv.sandbox;
    const approve = async (gate: string, title: string) => {
      await scenario.reaches(gate, 'manual');
      const change = serviceNow.changes().find((one) => one.short_description === title);
      await scenario.approve(change?.number ?? '');
    };
    await approve('qa:gate', 'To QA');
    await approve('change:gate', 'Globex deployment to QA');
    await scenario.build.ended;
    expect(serviceNow.changes().map((one) => [one.short_description, one.close_code])).toEqual([
      ['To QA', 'unsuccessful'],
      ['Globex deployment to QA', 'successful'],
    ]);
  });

  it('by the last run of a job, when all have ended', async () => {
    const once = 'script: test "$GITLAB_USER_LOGIN" = servicenow-bot';
    await startAndApprove(deploying({ deploy: once, long: LONG }));
    await scenario.reaches('deploy', 'failed');
    expect(scenario.job('change:close').status).toBe('created');
    await post('deploy', 'retry');
    await scenario.reaches('deploy', 'success');
    await playGo();
    await scenario.build.ended;
    expect(closed()).toBe('successful');
  });

  it('when a job has been played that was to be, and not before', async () => {
    await startAndApprove(deploying({ deploy: `${WELL}\n  when: manual`, another: WELL }));
    await scenario.build.ended;
    expect(scenario.job('change:close').trace).toMatch(
      /Job deploy waits for somebody to play it, so nobody knows here .*\[NOT_CLOSABLE\]/,
    );
    expect(closed()).toBe('open in -1');
    scenario.server.play(scenario.id, 'deploy', 'dev');
    await scenario.reaches('deploy', 'success');
    scenario.server.play(scenario.id, 'change:close', 'dev');
    await scenario.reaches('change:close', 'success');
    expect(closed()).toBe('successful');
  });

  it('by itself behind a job that blocks until it is played', async () => {
    await startAndApprove(deploying({ deploy: `${WELL}\n  when: manual\n  allow_failure: false` }));
    await scenario.reaches('deploy', 'manual');
    scenario.server.play(scenario.id, 'deploy', 'dev');
    await scenario.build.ended;
    expect(closed()).toBe('successful');
  });

  it('not before a pipeline has ended that a job has started and does not wait for', async () => {
    await startAndApprove(deploying({ deploy: 'trigger: {include: long.yml}' }));
    await scenario.build.ended;
    expect(scenario.job('change:close').trace).toMatch(
      /Job go waits .* in the pipeline that job deploy has started, so nobody knows here .*\[NOT_CLOSABLE\]/,
    );
    expect(closed()).toBe('open in -1');
    await playGo();
    await scenario.reaches('go', 'success', await scenario.pipelineWith('go'));
    scenario.server.play(scenario.id, 'change:close', 'dev');
    await scenario.reaches('change:close', 'success');
    expect(closed()).toBe('successful');
  });

  it.each(['lists', 'refused'] as const)(
    'not where GitLab hides jobs: jobTokenAtJobs %s',
    async (jobTokenAtJobs) => {
      const start = gitlabRunning(MINIMAL, {}, { behaviours: { jobTokenAtJobs } });
      scenario = await GitlabScenario.startAndPause(start);
      await scenario.approve();
      scenario.server.on((event) => {
        if (event.type === 'job' && event.name === 'deploy') scenario.server.revoke(gitlab.callbackToken);
      });
      await scenario.build.ended;
      expect(scenario.job('change:close').trace).toMatch(
        /GitLab does not show all jobs of this pipeline, so nobody knows here .*scope read_api/,
      );
      expect(closed()).toBe('open in -1');
    },
  );

  it('by a person who retries that job in a pipeline that was canceled', async () => {
    await startAndApprove(deploying({ deploy: LONG }));
    await scenario.reaches('deploy', 'running');
    scenario.server.cancel(scenario.id);
    await scenario.build.ended;
    expect([scenario.job('change:close').status, closed()]).toEqual(['canceled', 'open in -1']);
    scenario.server.play(scenario.id, 'change:close', 'dev');
    await scenario.reaches('change:close', 'success');
    expect(closed()).toBe('unsuccessful');
  });

  it('as successful by the job that has failed to, and not canceled', async () => {
    const yaml = `${MINIMAL}\n"change:close": {before_script: ['test "$GITLAB_USER_LOGIN" = releaser']}\n`;
    await startAndApprove(yaml);
    await scenario.build.ended;
    scenario.server.play(scenario.id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'failed');
    expect(scenario.job('change:cancel').trace).toMatch(
      /This pipeline has deployed under it: all its jobs have succeeded\. Retry change:close.*\[NOT_CANCELABLE\]/,
    );
    expect(closed()).toBe('open in -1');
    scenario.server.play(scenario.id, 'change:close', 'releaser');
    await scenario.reaches('change:close', 'success');
    expect(closed()).toBe('successful');
  });

  it('with the files of a job that deploys, where it needs that one too', async () => {
    const log = 'script: echo done > deploy.log\n  artifacts: {paths: [deploy.log]}';
    const close =
      '"change:close": {needs: ["change:deployment-over", deploy], variables: {CHANGE_GATE_ATTACHMENTS: deploy.log}}';
    await startAndApprove(`${deploying({ deploy: log })}\n${close}\n`);
    await scenario.build.ended;
    const attached = scenario.testEnv.sandbox.serviceNow.database.query('sys_attachment', '');
    expect(attached.map((row) => row.file_name)).toEqual(['deploy.log']);
    expect(closed()).toBe('successful');
  });

  describe('after a gate that has passed at its second try', () => {
    it('when the deployment is over, as it would be after the first', async () => {
      scenario = await GitlabScenario.startAndPause(gitlabRunning(deploying({ deploy: BADLY })));
      scenario.build.approveByHand();
      await scenario.build.ended;
      expect(scenario.job('change:close')).toMatchObject({
        status: 'success',
        trace: expect.stringContaining('change:gate has let nothing be deployed'),
      });
      await scenario.approve();
      await scenario.build.ended;
      expect(closed()).toBe('unsuccessful');
    });

    it('by a person, where GitLab does not let the gate retry that job', async () => {
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
      expect(closed()).toBe('open in -1');
      scenario.server.play(scenario.id, 'change:close', 'dev');
      await scenario.reaches('change:close', 'success');
      expect(closed()).toBe('successful');
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
      scenario = await GitlabScenario.start(gitlabRunning(yaml));
      await scenario.reaches('change:open', 'failed');
      expect(scenario.job('change:open').trace).toMatch(words);
      expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
    });
  });
});
