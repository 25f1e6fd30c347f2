/** The configurations of docs/sandbox.md that a pipeline can be gated with, in the binary as it is built. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { open } from '@change-gate/core';
import { expect, it, onTestFinished } from 'vitest';
import { guidePipeline } from '../codefresh/documents.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { readmePipeline } from '../gate/documented-pipeline.ts';
import { documentedWorkflows } from '../gate/github.ts';
import { APP_KEYS } from '../gate/github-app.ts';
import { MISSING_PROGRAMS } from '../gate/gitlab.ts';

const GUIDE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = fileURLToPath(new URL('../../packages/sandbox/dist/bin.js', import.meta.url));

/** The configuration of the guide in which a text stands. */
function exampleWith(words: string): string {
  const examples = [...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
  const found = examples.find((yaml) => yaml.includes(words));
  if (found === undefined) throw new Error(`docs/sandbox.md has no configuration with ${words}`);
  return found;
}

/** @param files what lies beside the configuration @returns the URLs of the board and of each server */
async function start(
  configuration: string,
  files: Readonly<Record<string, string>> = {},
  prepare: (folder: string) => void = () => {},
): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries({ ...files, 'gate.yaml': configuration })) {
    writeFileSync(join(folder, name), text);
  }
  prepare(folder);
  const sandbox = spawn(process.execPath, [BIN, '--config', join(folder, 'gate.yaml')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    sandbox.kill();
    await once(sandbox, 'exit');
  });
  const [line] = await once(createInterface({ input: sandbox.stdout }), 'line');
  return JSON.parse(line as string);
}

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

/** Starts the one pipeline on the board, and has its change approved and implemented. */
async function deploy(board: string, pipeline: string, waits: () => Promise<void>): Promise<void> {
  const press = async (action: object): Promise<string> => {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(action) };
    return (await fetch(`${board}/api/actions`, init)).text();
  };
  expect(await press({ action: 'start', pipeline })).toContain('"message":"Started ');
  await waits();
  for (const approver of ['Tina Team-Member', 'Chris Change-Manager']) {
    expect(await press({ action: 'approve', number: 'CHG0030001' })).toContain(`${approver} has approved`);
  }
  expect(await press({ action: 'move', number: 'CHG0030001', state: '-1' })).toContain('is moved');
}

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

it.each([
  ['the README', readmePipeline('Codefresh')],
  ["Codefresh's guide", guidePipeline('Quick start')],
])('deploys with the first pipeline of %s', async (_page, pipeline) => {
  const { board = '' } = await start(
    inThisRepository(exampleWith('label: Globex\n      file: codefresh.yml')),
    {
      'codefresh.yml': pipeline,
    },
  );
  const shows = (status: object) =>
    expect.poll(() => stages(board), { timeout: 60_000 }).toMatchObject(status);
  await deploy(board, 'codefresh-0', () => shows({ open_change: 'passed', wait_for_approval: 'paused' }));
  await shows({ verify_change: 'passed', deploy: 'passed', close_change: 'passed' });
});

it("deploys Codefresh's example repository", async () => {
  const line = /^ {2}repositories: .*$/m.exec(GUIDE)?.[0];
  const configuration = exampleWith('label: Globex\n      file: codefresh.yml').replace(
    '\ncodefresh:\n',
    `\ncodefresh:\n${line}\n`,
  );
  const { board = '' } = await start(
    inThisRepository(configuration),
    filesOf(`${ROOT}examples/codefresh`),
    makeRepository,
  );
  const shows = (status: object) =>
    expect.poll(() => stages(board), { timeout: 60_000 }).toMatchObject(status);
  await deploy(board, 'codefresh-0', () => shows({ test: 'passed', wait_for_approval: 'paused' }));
  await shows({ deploy: 'passed', close_change: 'passed' });
  const read = async (path: string) => (await fetch(`${board}/api/forms/${path}`)).json();
  expect(await read('change_request?sysparm_fields=short_description,close_code')).toMatchObject({
    result: [{ short_description: { value: 'Shop to production' }, close_code: { value: 'successful' } }],
  });
  expect(await read('x_change_gate_evidence?sysparm_fields=tests_passed')).toMatchObject({
    result: [{ tests_passed: { value: '2' } }],
  });
});

/** Makes a Git repository of a folder, with one commit. */
function makeRepository(folder: string): void {
  const commit = 'git -c user.name=Ada -c user.email=ada@example.com commit --quiet --message';
  execFileSync('sh', ['-c', `git init --quiet . && git add . && ${commit} 'SHOP-1 Sell items'`], {
    cwd: folder,
  });
}

function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The stages of the newest pipeline, as the board shows them. */
async function stages(board: string): Promise<Record<string, string>> {
  const events = (await fetch(`${board}/api/events`)).body?.getReader();
  const { value } = (await events?.read()) ?? {};
  await events?.cancel();
  const [, snapshot = '{}'] = /data: (.*)/.exec(new TextDecoder().decode(value)) ?? [];
  const [run] = JSON.parse(snapshot).pipelines;
  return Object.fromEntries(
    (run?.stages ?? []).map((stage: { name: string; status: string }) => [stage.name, stage.status]),
  );
}

/** The guide's `/opt/change-gate` is this repository. */
function inThisRepository(configuration: string): string {
  return configuration.replaceAll('/opt/change-gate/', ROOT).replaceAll('/opt/change-gate', ROOT);
}
