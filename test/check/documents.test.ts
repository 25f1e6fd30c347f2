/** What docs/check.md shows: its commands run as they stand, its pipelines pass their check, and its report is a real one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CheckReport } from '@change-gate/core';
import { USERS } from '@change-gate/sandbox';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import type { CiHarness } from '../gate/harness.ts';
import { runCheck } from './harness.ts';
import { type CiName, harnessOf } from './pipelines.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GUIDE = readFileSync(`${ROOT}docs/check.md`, 'utf8');

const blocks = (language: string) =>
  [...GUIDE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, block = '']) => block,
  );

const [LAPTOP = '', CI_COMMANDS = '', PROFILE = ''] = blocks('sh');

/** The command of one CI, with what stands before them all. */
function commandOf(ci: CiName): string {
  const commands = CI_COMMANDS.replaceAll('\\\n', ' ').trim().split('\n');
  return commands.filter((line) => !line.includes('--ci ') || line.includes(`--ci ${ci} `)).join('\n');
}

let environment: TestEnvironment;
let harness: CiHarness;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

async function start(ci: CiName): Promise<void> {
  harness = harnessOf(ci, {});
  environment = await startTestEnvironment({ timeRuns: true }, harness);
  onTestFinished(() => environment.close());
  environment.listServer(harness);
}

/** Runs commands of the guide in a shell of this checkout, which is built; types the password, and then the callback token. */
async function type(commands: string): Promise<{ exitCode: number; said: string }> {
  const { serviceNow } = environment.sandbox;
  const { userName, password } = USERS.integration;
  const script = commands
    .replace(/^npm run build .*\n/, '')
    .replaceAll('https://acme.service-now.com', serviceNow.url)
    .replaceAll('ci.bot', userName)
    .replace(/(--server) \S+/, `$1 ${harness.server(environment.sandbox)}`)
    .replaceAll('profile.json', join(folder, 'profile.json'));
  const { PATH = '' } = process.env;
  const shell = spawn('bash', ['--norc', '-c', script], {
    cwd: ROOT,
    env: { PATH },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  shell.stdin?.end(`${password}\n${harness.callbackToken}\n`);
  const [out, err, [exitCode]] = await Promise.all([
    text(shell.stdout as Readable),
    text(shell.stderr as Readable),
    once(shell, 'close'),
  ]);
  return { exitCode, said: out + err };
}

describe('the commands', () => {
  it('check from a laptop', async () => {
    await start('codefresh');
    const { exitCode, said } = await type(LAPTOP);
    expect({ exitCode, said }).toMatchObject({
      exitCode: 0,
      said: expect.stringMatching(/^Check of [\s\S]*\nNothing was found that would break this configuration/),
    });
    expect(said).not.toContain(USERS.integration.password);
  });

  it.each<CiName>(['codefresh', 'github', 'gitlab'])('ask ServiceNow about %s', async (ci) => {
    await start(ci);
    const file = join(folder, 'report.json');
    const { exitCode, said } = await type(`${LAPTOP}${commandOf(ci)} --report ${file}`);
    expect(exitCode, said).toBe(0);
    const { ci: asked, lines } = JSON.parse(readFileSync(file, 'utf8')) as CheckReport;
    expect(asked).toBe(ci);
    expect(lines.filter(({ outcome }) => outcome === 'does-not-hold')).toEqual([]);
    expect(lines).toContainEqual(expect.objectContaining({ id: 'ci-server.token', outcome: 'holds' }));
    expect(said).not.toContain(harness.callbackToken);
  });

  it('of the package, once it is published, do the same', async () => {
    await start('codefresh');
    const [, ofPackage = ''] =
      /```sh\n([\s\S]*?)```/.exec(readFileSync(`${ROOT}packages/cli/README.md`, 'utf8')) ?? [];
    // The README reads the password itself.
    const typed = LAPTOP.replace(/^(?:change-gate check|read -rs).*$/gm, '');
    const fromNpm = ofPackage.replace('npx @change-gate/cli', 'change-gate');
    const { exitCode, said } = await type(
      `${typed}unset CHANGE_GATE_INSTANCE_URL CHANGE_GATE_USERNAME\n${fromNpm}`,
    );
    expect(exitCode, said).toBe(0);
    expect(said).toContain(`Who signs in: The user is ${USERS.integration.userName}.`);
  });

  it('write a profile', async () => {
    await start('codefresh');
    const { exitCode, said } = await type(`${LAPTOP}${PROFILE}`);
    expect(exitCode, said).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8'))).toMatchObject({
      changeGateProfile: 1,
    });
  });
});

it('its report is one that a check writes, in this order', async () => {
  await start('codefresh');
  const misspelt = LAPTOP.replace('"DevOps"', '"DevOp"').replace(/^change-gate check.*$/m, '');
  const command = commandOf('codefresh').replace(
    'change-gate check',
    `change-gate check --data '{"short_description": "x", "assignment_group": "DevOp"}'`,
  );
  const { exitCode, said } = await type(`${misspelt}${command}`);
  expect(exitCode, said).toBe(1);
  const lines = said.split('\n');
  const [shown = ''] = blocks('text');
  const at = shown
    .trim()
    .split('\n')
    .map((line) => lines.indexOf(line));
  expect(at, said).not.toContain(-1);
  expect(at).toEqual(at.toSorted((one, other) => one - other));
});

it.each<CiName>(['codefresh', 'github', 'gitlab'])('its pipeline for %s passes the check', async (ci) => {
  const { exitCode, report, output } = await runCheck({ ci });
  expect(exitCode, output).toBe(0);
  expect(report?.lines.filter(({ outcome }) => outcome === 'does-not-hold')).toEqual([]);
});
