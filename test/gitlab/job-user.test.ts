/** As whom the jobs run, and what that user needs in the project of the component, where their image is. */
import { afterEach, describe, expect, it } from 'vitest';
import { GITLAB_OPTIONS, gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const BOT = 'servicenow-bot';
const PROJECT = 'globex/webshop';
const NOT_PULLED =
  /failed to pull image .*: pull access denied for registry\.\S+\/change-gate\/gitlab-component, /;

const [component] = GITLAB_OPTIONS.components ?? [];
if (component === undefined) throw new Error('The tests have no component');

type Access = Pick<typeof component, 'visibility' | 'members' | 'jobTokenAllowlist'>;

const PRIVATE = {
  visibility: 'private',
  members: { dev: 'developer', [BOT]: 'reporter' },
  jobTokenAllowlist: [PROJECT],
} as const satisfies Access;

/** A project whose component is in another one, to which there is this access. */
const running = (access: Access, yaml = MINIMAL, images = GITLAB_OPTIONS.images, files = {}) =>
  gitlabRunning(yaml, { files }, { images, components: [{ ...component, ...access }] });

describeOnGitLab("a pipeline whose component's project", () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it.each<[string, Access]>([
    ['is internal', { visibility: 'internal' }],
    ['is private, and lets the users and the project in', PRIVATE],
  ])('%s runs, the gate as the user of the token', async (_what, access) => {
    scenario = await GitlabScenario.startAndPause(running(access));
    expect(scenario.job('change:open').trace).not.toContain('WARNING');
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(scenario.job('change:gate').user).toBe(BOT);
    expect(scenario.job('deploy').user).toBe('dev');
  });

  it('is private runs as the user of the token what was skipped after somebody had played the gate too early', async () => {
    scenario = await GitlabScenario.startAndPause(running(PRIVATE));
    scenario.server.play(scenario.id, 'change:gate', 'dev');
    await scenario.reaches('deploy', 'skipped');
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, answers: ['denied', 'approved'] });
    expect(['deploy', 'change:close'].map((name) => scenario.job(name).user)).toEqual([BOT, BOT]);
  });

  it.each<[string, Access['members']]>([
    ['no member', { dev: 'developer' }],
    ['a guest', { dev: 'developer', [BOT]: 'guest' }],
  ])(
    "is private is warned of before the change with %s as the token's user: the gate does not start",
    async (_who, members = {}) => {
      scenario = await GitlabScenario.startAndPause(running({ ...PRIVATE, members }));
      const { trace } = scenario.job('change:open');
      expect(trace).toMatch(
        /WARNING: Job change:gate runs as servicenow-bot .* does not let that user pull registry\.\S+\/change-gate\/gitlab-component\. /,
      );
      expect(trace.indexOf('WARNING')).toBeLessThan(trace.indexOf('Opened CHG'));
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.job('change:gate').trace).toMatch(NOT_PULLED);
      expect(scenario.build.view()).toMatchObject({ succeeded: false, deployed: false });
    },
  );

  it('is private, and does not have the project on its allowlist, opens no change', async () => {
    scenario = await GitlabScenario.start(running({ ...PRIVATE, jobTokenAllowlist: [] }));
    await scenario.reaches('change:open', 'failed');
    expect(scenario.job('change:open').trace).toMatch(NOT_PULLED);
    expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('is private, and not shown to whoever pushes, has no job', async () => {
    scenario = await GitlabScenario.start(running({ ...PRIVATE, members: { [BOT]: 'reporter' } }));
    await scenario.build.ended;
    expect(scenario.pipeline.configError).toContain('has no component project change-gate/gitlab-component ');
    expect(scenario.pipeline.jobs).toEqual([]);
  });

  describe('is private, with a copy of its image in the project that deploys,', () => {
    const yaml = MINIMAL.replace(
      '    inputs:\n',
      '    inputs:\n      image: $CI_REGISTRY_IMAGE/change-gate\n',
    );
    const [programs = {}] = Object.values(GITLAB_OPTIONS.images);
    const images = { '$CI_REGISTRY_IMAGE/change-gate': programs };
    const access = { ...PRIVATE, members: { dev: 'reporter' }, jobTokenAllowlist: [] } as const;

    it("needs no right of the token's user", async () => {
      scenario = await GitlabScenario.startAndPause(running(access, yaml, images));
      expect(scenario.job('change:open').trace).not.toContain('WARNING');
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
    });

    it('starts no child that includes it, where somebody had played the gate too early', async () => {
      const child = yaml
        .replace('inputs:\n', 'inputs:\n      job-prefix: child\n')
        .replace('change:gate', 'child:gate');
      const parent = yaml.replace(
        'script: echo "deploying under $CHANGE_NUMBER"',
        'trigger: {include: child.yml}',
      );
      scenario = await GitlabScenario.startAndPause(running(access, parent, images, { 'child.yml': child }));
      scenario.server.play(scenario.id, 'change:gate', 'dev');
      await scenario.reaches('deploy', 'skipped');
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.job('deploy')).toMatchObject({
        user: BOT,
        failureReason: 'downstream_pipeline_creation_failed',
      });
      expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
    });
  });
});
