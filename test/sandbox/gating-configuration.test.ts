/** The configurations of docs/sandbox.md that a pipeline can be gated with, in the binary as it is built. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '@change-gate/core';
import { expect, it, onTestFinished } from 'vitest';
import { guidePipeline } from '../codefresh/documents.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { documentedWorkflows } from '../gate/github.ts';
import { APP_KEYS } from '../gate/github-app.ts';
import { MISSING_PROGRAMS } from '../gate/gitlab.ts';
import {
  deploy,
  exampleWith,
  inThisRepository,
  makeRepository,
  stages,
  start,
} from './documented-sandbox.ts';

it('registers a callback with what the guide configures', async () => {
  const { serviceNow = '', codefresh = '' } = await start(exampleWith('# packages/servicenow-app/dist'), {
    'change-gate-install.xml': readFileSync(UPDATE_SET, 'utf8'),
  });

  const inputs = { 'instance-url': serviceNow, username: 'ci.bot', password: 's3cret' };
  const said: string[] = [];
  const build = {
    ci: 'codefresh',
    title: 'Codefresh build 7',
    build: { id: '7', url: `${codefresh}/build/7` },
    buildKey: '7',
    server: `${codefresh}/api`,
    target: () => ({ build_id: '65f0c8a1b2c3d4e5f6a7b8c9', gate: 'change' }),
    callback: true,
  };
  const log = { info: (text: string) => said.push(text), warning: (text: string) => said.push(text) };
  const data = '{"assignment_group": "DevOps"}';
  const opened = await open({ ...inputs, data, 'callback-token': '5f0c8a1b.c0ffee' }, { build, log });
  expect(opened).toMatchObject({ decision: 'pending', state: '-4' });
  expect(said.join('\n')).toContain('ServiceNow calls back');
});

it.skipIf(MISSING_PROGRAMS.length > 0)("deploys GitLab's example repository", async () => {
  const { board = '', gitlab = '' } = await start(inThisRepository(exampleWith('{name: GitLab here')));
  const jobs = async (): Promise<Record<string, string>> => {
    const url = `${gitlab}/api/v4/projects/1217/jobs`;
    const response = await fetch(url, { headers: { 'PRIVATE-TOKEN': 'glpat-c0ffee' } });
    const list = (await response.json()) as { name: string; status: string }[];
    return Object.fromEntries(list.map(({ name, status }) => [name, status]));
  };
  const shows = (status: object) => expect.poll(jobs, { timeout: 60_000 }).toMatchObject(status);

  await deploy(board, 'gitlab-0', () => shows({ 'change:open': 'success', 'change:gate': 'manual' }));
  await shows({ deploy: 'success', 'change:close': 'success' });
});

it("deploys with GitHub's first workflow, released by an App", async () => {
  const { board = '' } = await start(inThisRepository(exampleWith('kind: app')), {
    'app.pem': APP_KEYS.privateKey,
    'deploy.yml': documentedWorkflows('protection-rule')['deploy.yml'] ?? '',
  });
  const shows = (status: object) =>
    expect.poll(() => stages(board), { timeout: 60_000 }).toMatchObject(status);

  await deploy(board, 'github-0', () => shows({ 'open-change': 'passed', deploy: 'paused' }));
  await shows({ deploy: 'passed' });
});

it("deploys from a repository of this machine, with the guide's action in place of GitHub's checkout", async () => {
  const repository = mkdtempSync(join(tmpdir(), 'change-gate-webshop-'));
  onTestFinished(() => rmSync(repository, { recursive: true }));
  writeFileSync(join(repository, 'deploy.sh'), 'echo "deploying the webshop"\n');
  makeRepository(repository);
  const workflow = documentedWorkflows('protection-rule')['deploy.yml'] ?? '';
  const deploys = workflow.replace(
    /( +)- id: deploy\n( +)run: .*/,
    '$1- uses: actions/checkout@v5\n$1- id: deploy\n$2run: bash deploy.sh',
  );
  expect(deploys).not.toBe(workflow);
  const configuration = inThisRepository(exampleWith('kind: app'));
  const { board = '' } = await start(
    configuration.replace('actions: {', 'actions: {actions/checkout@v5: checkout, '),
    { 'app.pem': APP_KEYS.privateKey, 'deploy.yml': deploys },
    (folder) => {
      mkdirSync(join(folder, 'checkout'));
      const action = exampleWith('using: composite').replace('/home/me/webshop', repository);
      writeFileSync(join(folder, 'checkout', 'action.yml'), action);
    },
  );
  const shows = (status: object) =>
    expect.poll(() => stages(board), { timeout: 60_000 }).toMatchObject(status);

  await deploy(board, 'github-0', () => shows({ 'open-change': 'passed', deploy: 'paused' }));
  await shows({ deploy: 'passed' });
});

/** As the README's: test/docs/readme.test.ts. */
it("deploys with Codefresh's first pipeline", async () => {
  const configuration = exampleWith('label: Globex\n      file: codefresh.yml');
  const { board = '' } = await start(inThisRepository(configuration), {
    'codefresh.yml': guidePipeline('Quick start'),
  });
  const shows = (status: object) =>
    expect.poll(() => stages(board), { timeout: 60_000 }).toMatchObject(status);
  await deploy(board, 'codefresh-0', () => shows({ open_change: 'passed', wait_for_approval: 'paused' }));
  await shows({ verify_change: 'passed', deploy: 'passed', close_change: 'passed' });
});
