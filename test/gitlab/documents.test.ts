/** What docs/gitlab.md shows, as it stands there. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  documentedPipeline,
  documentedPipelines,
  GITLAB_OPTIONS,
  PIPELINES,
  running,
  VERSION,
} from '../gate/gitlab.ts';
import { describeOnGitLab, MINIMAL, Pushed } from './pushed.ts';

interface Include {
  readonly component: string;
}

describe.each(Object.entries(PIPELINES))('the %s pipeline of docs/gitlab.md', (_name, heading) => {
  const includes: Include[] = documentedPipelines(heading).flatMap((yaml) => parse(yaml).include ?? []);

  it('includes the version of this repository', () => {
    expect(includes.length).toBeGreaterThan(0);
    for (const { component } of includes) {
      expect(component).toBe(`$CI_SERVER_FQDN/change-gate/gitlab-component/change-gate@${VERSION}`);
    }
  });
});

describeOnGitLab('GitLab runs', () => {
  let pushed: Pushed;
  afterEach(() => pushed.close());

  it('two gates in one pipeline, each with its own change', async () => {
    const files = { 'change.json': '{"short_description": "Shop to production"}' };
    pushed = await Pushed.start(running(documentedPipeline(PIPELINES.complete), { files }));
    const { serviceNow } = pushed.testEnv.sandbox;
    const titled = (title: string) =>
      serviceNow.changes().find((change) => change.short_description === title)?.number ?? '';

    await pushed.reaches('qa:gate', 'manual');
    await pushed.approve(titled('Shop to QA'));
    await pushed.reaches('production:gate', 'manual');
    expect(pushed.job('deploy-to-qa').status).toBe('success');
    expect(pushed.job('deploy-to-production').status).toBe('created');

    await pushed.approve(titled('Shop to production'));
    await pushed.build.ended;
    expect(pushed.build.view()).toMatchObject({ succeeded: true });
    expect(serviceNow.changes().map((change) => [change.state, change.close_code])).toEqual([
      ['3', 'successful'],
      ['3', 'successful'],
    ]);
  });

  describe('a gate with a deployment approval', () => {
    const environment = {
      name: 'production/change',
      deployers: ['servicenow-bot'],
      requiredApprovals: 1,
      approvers: ['servicenow-bot'],
    };
    const premium = () =>
      running(
        documentedPipeline(PIPELINES.approval),
        {},
        { project: { protectedEnvironments: [environment] } },
      );

    it('that ServiceNow approves and then plays', async () => {
      pushed = await Pushed.startAndPause(premium());
      await pushed.approve();
      await pushed.build.ended;
      expect(pushed.build.view()).toMatchObject({ succeeded: true, deployed: true });
      expect(pushed.server.deployments[0]?.approvals).toMatchObject([
        { user: 'servicenow-bot', status: 'approved', comment: `${pushed.testEnv.number} is in Implement` },
      ]);
    });

    it('that is rejected with the change', async () => {
      pushed = await Pushed.startAndPause(premium());
      pushed.testEnv.sandbox.serviceNow.reject(pushed.testEnv.number, 'Not on a Friday');
      await pushed.build.ended;
      await pushed.testEnv.sandbox.serviceNow.idle();
      expect(pushed.build.view()).toMatchObject({ succeeded: false, deployed: false });
      expect(pushed.testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'denied' });
    });
  });

  it('the component in the image that a pipeline names by its digest', async () => {
    const guide = readFileSync(new URL('../../docs/gitlab.md', import.meta.url), 'utf8');
    const [, job = '', image = ''] = /`("\.change:image": \{image: \{name: "(.*?)"\}\})`/.exec(guide) ?? [];
    const [programs = {}] = Object.values(GITLAB_OPTIONS.images);
    pushed = await Pushed.startAndPause(
      running(`${MINIMAL}\n${job}\n`, {}, { images: { [image]: programs } }),
    );
    expect(image).toContain('@sha256:');
    expect(pushed.job('change:open').trace).toContain('ServiceNow calls back');
  });

  it('nothing that breaks the JSON schema of GitLab', async () => {
    pushed = await Pushed.start(running(`${MINIMAL}\n"change:gate": {interruptible: perhaps}\n`));
    await pushed.build.ended;
    expect(pushed.build.view().log).toMatch(/Invalid .gitlab-ci.yml configuration![\s\S]*change:gate/);
  });
});
