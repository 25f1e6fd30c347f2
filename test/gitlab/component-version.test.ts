/** The published component runs in its own image, however it is included: GitLab tells the version to few includes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@change-gate/sandbox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { pinned } from '../../scripts/release/names.mjs';
import { GITLAB_OPTIONS, gitlabRunning, VERSION } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';
import { PUBLISHED_IMAGE, publishTo } from './published-component.ts';

const PATH = 'change-gate/gitlab-component';

/** Tells the commit of the project that it belongs to. */
const TELLS_COMMIT = 'spec: {component: [sha]}\n---\ntell: {script: ["echo commit $[[ component.sha ]]"]}\n';

const folder = mkdtempSync(join(tmpdir(), 'change-gate-component-'));
afterAll(() => rmSync(folder, { recursive: true }));

const published = (inCatalog: boolean) => [{ path: PATH, folder, version: VERSION, inCatalog }];

async function commit(): Promise<string> {
  const sandbox = await startSandbox({ gitlab: { tokens: [], images: {}, components: published(true) } });
  try {
    const pipeline = sandbox.gitlab.run(`include: [{component: $CI_SERVER_FQDN/${PATH}/commit@main}]`);
    await pipeline.finished;
    return /commit ([0-9a-f]{40})$/m.exec(pipeline.log)?.[1] ?? '';
  } finally {
    await sandbox.close();
  }
}

describeOnGitLab('the component runs in the image of its version, included', () => {
  let sha: string;
  beforeAll(async () => {
    publishTo(folder);
    writeFileSync(join(folder, 'templates/commit.yml'), TELLS_COMMIT);
    sha = await commit();
  });

  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it.each([
    ['as a release in the catalog', () => VERSION, true],
    ['by the tag of a project that is not in the catalog', () => VERSION, false],
    ['by its branch', () => 'main', true],
    ['by a commit of a project in the catalog', () => sha, true],
    ['by a commit of another', () => sha, false],
  ])('%s', async (_what, ref, inCatalog) => {
    const [programs = {}] = Object.values(GITLAB_OPTIONS.images);
    expect(MINIMAL).toContain(`@${pinned()}\n`);
    const yaml = MINIMAL.replace(`@${pinned()}\n`, `@${ref()}\n`);
    const server = { components: published(inCatalog), images: { [PUBLISHED_IMAGE]: programs } };
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml, {}, server));
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
  });
});
