/** What docs/gitlab.md shows, as it stands there. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  documentedPipeline,
  documentedPipelines,
  GITLAB_OPTIONS,
  gitlabRunning,
  PIPELINES,
} from '../gate/gitlab.ts';
import { COMPONENT_REF } from '../gate/references.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';
import { JobClock } from './job-clock.ts';

const HOUR = 3_600_000;

interface Include {
  readonly component: string;
}

const GUIDE = readFileSync(new URL('../../docs/gitlab.md', import.meta.url), 'utf8');

it('are all pipelines that docs/gitlab.md shows, and each has a test that runs it', () => {
  const known = Object.values(PIPELINES).flatMap(documentedPipelines);
  const shown = [...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml);
  expect(shown.sort()).toEqual(known.sort());
  const tests = readdirSync(import.meta.dirname)
    .map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
    .join('\n');
  for (const key of Object.keys(PIPELINES)) expect(tests).toContain(`PIPELINES.${key}`);
});

it.each(Object.entries(PIPELINES))(
  'the %s pipeline includes the version of this repository',
  (_name, heading) => {
    const includes: Include[] = parse(documentedPipeline(heading)).include ?? [];
    // A parent leaves that to its child.
    expect(includes.length > 0).toBe(heading !== PIPELINES.child);
    for (const { component } of includes) {
      expect(component).toBe(COMPONENT_REF);
    }
  },
);

describeOnGitLab('GitLab runs', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  describe('two gates in one pipeline, each with its own change,', () => {
    let jobClock: JobClock;
    afterEach(() => jobClock.close());

    const changeOf = (title: string) =>
      scenario.testEnv.sandbox.serviceNow.changes().find((change) => change.short_description === title);
    const decide = (title: string) => scenario.approve(changeOf(title)?.number ?? '');

    async function startAndDeployToQa(): Promise<void> {
      jobClock = new JobClock();
      const files = { 'change.json': '{"short_description": "Shop to production"}' };
      const { images } = jobClock;
      scenario = await GitlabScenario.start(
        gitlabRunning(documentedPipeline(PIPELINES.complete), { files }, { images }),
      );
      await scenario.reaches('qa:gate', 'manual');
      await decide('Shop to QA');
      await scenario.reaches('production:gate', 'manual');
      expect(scenario.job('deploy-to-qa').status).toBe('success');
    }

    function pass(hours: number): void {
      jobClock.advance(hours * HOUR);
      scenario.testEnv.sandbox.clock.advance(hours * HOUR);
    }

    it('the second of which deploys in its window, for which a CAB has had days', async () => {
      await startAndDeployToQa();
      pass(48);
      await decide('Shop to production');
      expect(scenario.job('production:gate').status).toBe('manual');
      pass(25);
      await scenario.build.ended;
      expect(scenario.build.view()).toMatchObject({ succeeded: true });
      const { serviceNow } = scenario.testEnv.sandbox;
      expect(serviceNow.changes().map((change) => [change.state, change.close_code])).toEqual([
        ['3', 'successful'],
        ['3', 'successful'],
      ]);
      const attached = serviceNow.database.query('sys_attachment', '');
      expect(attached.map((row) => [row.file_name, row.table_sys_id])).toEqual([
        ['tests.txt', changeOf('Shop to production')?.sys_id],
      ]);
    });

    it('the second of which is denied when its window is over', async () => {
      await startAndDeployToQa();
      pass(77);
      await scenario.build.ended;
      expect(scenario.job('production:gate').status).toBe('failed');
      expect(scenario.job('deploy-to-production').status).toBe('skipped');
    });
  });

  describe('a gate with a deployment approval', () => {
    const environment = {
      name: 'production/change',
      deployers: ['servicenow-bot'],
      requiredApprovals: 1,
      approvers: ['servicenow-bot'],
    };
    const premium = () =>
      gitlabRunning(
        documentedPipeline(PIPELINES.approval),
        {},
        { project: { protectedEnvironments: [environment] } },
      );

    it('that ServiceNow approves and then plays', async () => {
      scenario = await GitlabScenario.startAndPause(premium());
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
      expect(scenario.server.deployments[0]?.approvals).toMatchObject([
        {
          user: 'servicenow-bot',
          status: 'approved',
          comment: expect.stringContaining(`${scenario.testEnv.number} is in Implement; approved by `),
        },
      ]);
    });

    it('that is rejected with the change', async () => {
      scenario = await GitlabScenario.startAndPause(premium());
      scenario.testEnv.sandbox.serviceNow.reject(scenario.testEnv.number, 'Not on a Friday');
      await scenario.build.ended;
      await scenario.testEnv.settled();
      expect(scenario.build.view()).toMatchObject({ succeeded: false, deployed: false });
      expect(scenario.testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'denied' });
    });
  });

  it('the component in the image that a pipeline names by its digest', async () => {
    const [, job = '', image = ''] = /`("\.change:image": \{image: \{name: "(.*?)"\}\})`/.exec(GUIDE) ?? [];
    const [programs = {}] = Object.values(GITLAB_OPTIONS.images);
    scenario = await GitlabScenario.startAndPause(
      gitlabRunning(`${MINIMAL}\n${job}\n`, {}, { images: { [image]: programs } }),
    );
    expect(image).toContain('@sha256:');
    expect(scenario.job('change:open').trace).toContain('ServiceNow calls back');
  });

  it.each([true, false])('the component of a file that is included by its own rules: %s', async (there) => {
    const including = `
stages: [build, change, deploy]
build: {stage: build, script: [echo]}
include: [{local: release.yml, rules: [{exists: [release.txt]}]}]
`;
    const release = MINIMAL.replace(/^stages.*\n/, '');
    const files = { 'release.yml': release, ...(there && { 'release.txt': 'now' }) };
    scenario = await GitlabScenario.start(gitlabRunning(including, { files }));
    await scenario.reaches('build', 'success');
    const names = scenario.pipeline.jobs.map(({ name }) => name);
    for (const job of ['change:open', 'change:gate', 'deploy']) expect(names.includes(job)).toBe(there);
    expect(release).not.toContain('stages');
  });

  it('what the guide adds to jobs of the component, in the middle of its text', async () => {
    const added: Record<string, Record<string, unknown>> = {};
    // An image is pulled only where there is one of that digest.
    const shown = [...GUIDE.matchAll(/`"(\.?)\w+:(\w+)": (\{[^`]+\})`/g)].filter(
      ([, , job]) => job !== 'image',
    );
    for (const [, dot = '', job = '', keywords = ''] of shown) {
      const name = `${dot}change:${job}`;
      added[name] = { ...added[name], ...parse(keywords) };
    }
    expect(Object.keys(added)).toEqual(
      expect.arrayContaining(['.change:job', 'change:open', 'change:close']),
    );
    scenario = await GitlabScenario.startAndPause(gitlabRunning(`${MINIMAL}\n${stringify(added)}`));
    expect(scenario.job('change:open').trace).toContain('ServiceNow calls back');
  });

  it("the pipeline of the component's own page", async () => {
    const page = readFileSync(new URL('../../adapters/gitlab-component/README.md', import.meta.url), 'utf8');
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml));
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
  });

  it('nothing that breaks the JSON schema of GitLab', async () => {
    scenario = await GitlabScenario.start(
      gitlabRunning(`${MINIMAL}\n"change:gate": {interruptible: perhaps}\n`, {}, { schemaCheck: true }),
    );
    await scenario.build.ended;
    expect(scenario.build.view().log).toMatch(/Invalid .gitlab-ci.yml configuration![\s\S]*change:gate/);
  });
});
