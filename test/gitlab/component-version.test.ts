/** A component knows its version by itself: GitLab tells it to a release in the catalog alone. */
import { afterEach, expect, it } from 'vitest';
import { GITLAB_OPTIONS, gitlabRunning, VERSION } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

describeOnGitLab('the component runs in the image of its version, included', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it.each([
    ['as a release in the catalog', VERSION, true],
    ['as a release of a mirror, which is not in the catalog', VERSION, false],
    ['by its branch', 'main', true],
  ])('%s', async (_what, ref, inCatalog) => {
    const components = GITLAB_OPTIONS.components?.map((component) => ({ ...component, inCatalog })) ?? [];
    expect(MINIMAL).toContain(`@${VERSION}\n`);
    const yaml = MINIMAL.replace(`@${VERSION}\n`, `@${ref}\n`);
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml, {}, { components }));
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
  });
});
