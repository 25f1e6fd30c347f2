/** What docs/gitlab.md shows, as it stands there. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { documentedPipeline, documentedPipelines, PIPELINES, running, VERSION } from '../gate/gitlab.ts';
import { describeOnGitLab, MINIMAL, Pushed } from './pushed.ts';

const TEMPLATE = new URL(
  '../../adapters/gitlab-component/templates/change-gate/template.yml',
  import.meta.url,
);

interface Include {
  readonly component: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

describe.each(Object.entries(PIPELINES))('the %s pipeline of docs/gitlab.md', (_name, heading) => {
  const includes: Include[] = documentedPipelines(heading).flatMap((yaml) => parse(yaml).include ?? []);

  it('includes the version of this repository', () => {
    expect(includes.length).toBeGreaterThan(0);
    for (const { component } of includes) {
      expect(component).toBe(`$CI_SERVER_FQDN/change-gate/gitlab-component/change-gate@${VERSION}`);
    }
  });

  it('gives only inputs that the component has, which GitLab insists on and gitlab-ci-local does not', () => {
    const [header] = parseAllDocuments(readFileSync(TEMPLATE, 'utf8'));
    const declared = Object.keys(header?.toJS().spec.inputs);
    for (const { inputs } of includes) expect(declared).toEqual(expect.arrayContaining(Object.keys(inputs)));
  });
});

describeOnGitLab('GitLab runs', () => {
  let pushed: Pushed;
  afterEach(() => pushed.close());

  it('two gates in one pipeline, each with its own change', async () => {
    const files = { 'change.json': '{"short_description": "Shop to production"}' };
    pushed = await Pushed.start(running(documentedPipeline(PIPELINES.complete), { files }));
    const { serviceNow } = pushed.world.sandbox;
    const titled = (title: string) =>
      serviceNow.changes().find((change) => change.short_description === title)?.number ?? '';

    await pushed.reaches('qa:gate', 'manual');
    await pushed.approve(titled('Shop to QA'));
    await pushed.reaches('production:gate', 'manual');
    expect(pushed.job('deploy-to-qa').status).toBe('success');
    expect(pushed.job('deploy-to-production').status).toBe('created');

    await pushed.approve(titled('Shop to production'));
    await pushed.build.ended;
    expect(pushed.build.look()).toMatchObject({ succeeded: true });
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
      expect(pushed.build.look()).toMatchObject({ succeeded: true, deployed: true });
      expect(pushed.server.deployments[0]?.approvals).toMatchObject([
        { user: 'servicenow-bot', status: 'approved', comment: `${pushed.world.number} is in Implement` },
      ]);
    });

    it('that is rejected with the change', async () => {
      pushed = await Pushed.startAndPause(premium());
      pushed.world.sandbox.serviceNow.reject(pushed.world.number, 'Not on a Friday');
      await pushed.build.ended;
      await pushed.world.sandbox.serviceNow.idle();
      expect(pushed.build.look()).toMatchObject({ succeeded: false, deployed: false });
      expect(pushed.world.registration()).toMatchObject({ status: 'delivered', decision: 'denied' });
    });
  });

  it('nothing that breaks the JSON schema of GitLab', async () => {
    pushed = await Pushed.start(running(`${MINIMAL}\n"change:gate": {interruptible: perhaps}\n`));
    await pushed.build.ended;
    expect(pushed.build.look().log).toMatch(/Invalid .gitlab-ci.yml configuration![\s\S]*change:gate/);
  });
});
