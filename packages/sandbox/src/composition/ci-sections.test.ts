/** The CI servers that docs/sandbox.md configures, in the binary. */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signJwt } from '../ci/base/signing-key.ts';
import { missingForGitlab } from '../ci/gitlab/server.ts';
import { parseConfiguration } from './configuration/configuration.ts';
import { ConfigurationError } from './configuration/configuration-error.ts';

const BIN = fileURLToPath(new URL('../bin.ts', import.meta.url));
const GUIDE = readFileSync(new URL('../../../../docs/sandbox.md', import.meta.url), 'utf8');

/** The action whose folder the guide's configuration names. */
const [, ACTION] = /^ {2}actions: \{(\S+): /m.exec(GUIDE) ?? [];

let folder: string;
let running: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-ci-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  running = undefined;
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** @param section that the guide's configuration begins with */
async function start(section: string): Promise<Record<string, string>> {
  write('sandbox.yaml', new RegExp(`\`\`\`yaml\n(${section}:[\\s\\S]*?)\`\`\``).exec(GUIDE)?.[1] ?? '');
  running = spawn(process.execPath, [BIN, '--config', join(folder, 'sandbox.yaml')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: running.stdout as NodeJS.ReadableStream }), 'line');
  return JSON.parse(line as string) as Record<string, string>;
}

type Headers = Readonly<Record<string, string>>;

async function call(method: string, url: string, headers: Headers, body?: object) {
  const init = body && { body: JSON.stringify(body) };
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...init,
  });
  const text = await response.text();
  expect(response.ok, `${method} ${url}: ${text}`).toBe(true);
  return text === '' ? {} : JSON.parse(text);
}

it('lets an App decide about a GitHub deployment', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  // What GitHub lets the owner of an App download.
  write('app.pem', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  write('github-action/action.yml', 'name: Gate\ndescription: None\nruns: {using: node24, main: main.mjs}\n');
  write('github-action/main.mjs', 'console.log("gate of", process.env.GITHUB_REPOSITORY);');
  write(
    'workflows/deploy.yml',
    `on: workflow_dispatch
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps: [{uses: ${ACTION}}]
`,
  );
  const { github, board } = await start('github');
  const repository = `${github}/repos/globex/webshop`;
  const as = (token: string) => ({ Authorization: `Bearer ${token}` });
  await call('POST', `${board}/api/actions`, {}, { action: 'start', pipeline: 'github-0' });
  const run = async () =>
    (await call('GET', `${repository}/actions/runs`, as('github_pat_c0ffee'))).workflow_runs[0];
  await expect.poll(run).toMatchObject({ status: 'waiting' });

  const now = Math.floor(Date.now() / 1000);
  const app = as(signJwt({ iss: 4711, iat: now - 60, exp: now + 540 }, privateKey, 'app'));
  const { token } = await call('POST', `${github}/app/installations/99/access_tokens`, app);
  const answer = { environment_name: 'production', state: 'approved', comment: 'CHG0030001' };
  await call('POST', `${(await run()).url}/deployment_protection_rule`, as(token), answer);
  const ended = { status: 'completed', conclusion: 'success' };
  await expect.poll(run).toMatchObject(ended);
});

it.skipIf(missingForGitlab().length > 0)('starts a GitLab pipeline whose gate a user plays', async () => {
  write('gates/templates/gate/template.yml', 'change:gate: {image: node:24, when: manual, script: [date]}\n');
  write(
    'globex.gitlab-ci.yml',
    `include: [{component: $CI_SERVER_FQDN/globex/gates/gate@1.0.0}]
deploy: {environment: production, needs: [change:gate], script: [echo]}
`,
  );
  const { gitlab, board } = await start('gitlab');
  await call('POST', `${board}/api/actions`, {}, { action: 'start', pipeline: 'gitlab-0' });
  const token = { 'PRIVATE-TOKEN': 'glpat-c0ffee' };
  const project = `${gitlab}/api/v4/projects/globex%2Fwebshop`;
  const jobs = async () => call('GET', `${project}/jobs`, token);
  const gate = { name: 'change:gate', status: 'manual' };
  await expect.poll(jobs).toContainEqual(expect.objectContaining(gate));

  const { id } = (await jobs()).find(({ name }: { name: string }) => name === gate.name);
  await call('POST', `${project}/jobs/${id}/play`, token);
  const deployed = { name: 'deploy', status: 'success' };
  await expect.poll(jobs).toContainEqual(expect.objectContaining(deployed));

  expect(await call('POST', `${project}/pipeline?ref=main`, token)).toMatchObject({
    ref: 'main',
    source: 'api',
  });
});

it.each([
  ['none.pem', /github\.apps\.0\.publicKey: ENOENT/],
  ['-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n', /publicKey: it is no key in PEM/],
])('says which key of an App it cannot read: %s', (publicKey, said) => {
  const github = { users: [], repositories: [], apps: [{ id: 1, slug: 'gate', publicKey }] };
  const parse = () => parseConfiguration({ github }, folder);
  expect(parse).toThrow(ConfigurationError);
  expect(parse).toThrow(said);
});
