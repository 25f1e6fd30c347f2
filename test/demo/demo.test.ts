/** `npm run demo`, as npm runs it once everything is built: what it says, and that it ends by itself. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { USERS } from '@change-gate/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RESTRICTED_KEYS } from '../gate/codefresh.ts';
import { CIS } from './cis.ts';
import { NO_TERMINAL, onTerminal } from './on-terminal.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = 'test/demo/main.ts';

const SECRETS = [
  ...CIS.map(({ callbackToken }) => callbackToken),
  ...Object.values(RESTRICTED_KEYS),
  ...Object.values(USERS).map(({ password }) => password),
];

/** Nothing of this machine's that says whether there are colours. */
const ENV = { PATH: process.env.PATH, HOME: process.env.HOME, TERM: 'xterm-256color' };

describe('the demo in the terminal', () => {
  // gitlab-ci-local runs no job without rsync; the sandbox's GitLab runs them itself.
  it('tells every story of every CI in a few lines, and ends by itself, also where there is no rsync', async () => {
    const { said, lines } = await run([process.execPath, MAIN], { PATH: pathWithoutRsync() });
    expect(said.match(/^The change is (approved|rejected): /gm)).toHaveLength(2);
    expect(said.match(/^A rule decides by the evidence: /gm)).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('As it must be: '))).toHaveLength(4 * CIS.length);
    // It starts, it pauses, it goes on or stops; a person decides. Where a rule decides, a clean one and one that is not start.
    for (const { name } of CIS) expect(spokenBy(name, lines)).toHaveLength(2 * 3 + 2);
    // One of the group and one of the CAB approve, a third goes on; or one rejects, by a rule's leave too.
    expect(spokenBy('a person', lines)).toHaveLength((3 + 1 + 1) * CIS.length);
    const byRule = lines.filter((line) =>
      /approves CHG.* by the rule "Clean evidence" \(2 tests, 0 failed/.test(line),
    );
    expect(byRule).toHaveLength(CIS.length);
    const asked = lines.filter((line) => /asks people about CHG.* \(2 tests, 1 failed/.test(line));
    expect(asked).toHaveLength(CIS.length);
    expect(
      lines.filter((line) => /Tina Team-Member approves .* in Authorize, approval requested$/.test(line)),
    ).toHaveLength(CIS.length);
    expect(
      lines.filter((line) => /Chris Change-Manager approves .* in Scheduled, approval approved$/.test(line)),
    ).toHaveLength(CIS.length);
    // Called back once, and again where the CI was not ready for it.
    const callbacks = spokenBy('ServiceNow', lines).filter((line) => line.includes('calls '));
    expect(callbacks.length).toBeGreaterThanOrEqual(2 * CIS.length);
    expect(callbacks.length).toBeLessThanOrEqual(2 * 2 * CIS.length);
    expect(lines.length).toBeLessThanOrEqual(2 * (3 + 8 * CIS.length) + 2 + 7 * CIS.length + 1);
  });

  it.each(CIS.map(({ name }) => name))('tells one story of %s alone, with its log', async (ci) => {
    const { lines } = await run([process.execPath, MAIN, ci.toLowerCase(), '--story', 'rejected', '--log']);
    expect(spokenBy(ci, lines).at(-1)).toMatch(/the pipeline stops \(\w+\), and nothing is deployed$/);
    for (const { name } of CIS) if (name !== ci) expect(spokenBy(name, lines)).toEqual([]);
    expect(lines.filter((line) => /│ .*CHG0030001 is in Assess/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('As it must be: '))).toHaveLength(1);
  });

  it.skipIf(NO_TERMINAL !== '').each([
    ['in colours', 100, {}, true],
    ['without, where NO_COLOR says so', 30, { NO_COLOR: '1' }, false],
  ] as const)(`is written for the terminal %s${NO_TERMINAL}`, async (_how, columns, variables, coloured) => {
    const command = `stty cols ${columns}; exec '${process.execPath}' ${MAIN} codefresh --story rejected --log`;
    const { said, lines } = await run(onTerminal(command), variables, coloured);
    expect(said.includes('\u001b[32mAs it must be:\u001b[39m')).toBe(coloured);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.filter((line) => line.includes('│ ')).length).toBeGreaterThan(3);
  });
});

interface Said {
  readonly said: string;
  /** Without colours and empty lines. */
  readonly lines: readonly string[];
}

/** To its end, which has to be a good one; nothing that it says is a secret, or meant for another reader. */
async function run(
  [command = '', ...args]: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  coloured = false,
): Promise<Said> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...ENV, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  // Not `exit`: nothing that it has started may hold its output any longer than itself.
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  expect(code, said).toBe(0);
  for (const secret of SECRETS) expect(said).not.toContain(secret);
  if (!coloured) expect(said).not.toContain('\u001b');
  const lines = stripVTControlCharacters(said)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  expect(lines.filter((line) => line.length > 160)).toEqual([]);
  return { said, lines };
}

/** @returns a PATH with all that this machine's has, but for rsync */
function pathWithoutRsync(): string {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const places = new Map<string, string>();
  for (const place of (process.env.PATH ?? '').split(delimiter).filter(existsSync)) {
    for (const name of readdirSync(place)) if (!places.has(name)) places.set(name, join(place, name));
  }
  places.delete('rsync');
  for (const [name, file] of places) symlinkSync(file, join(folder, name));
  return folder;
}

function spokenBy(actor: string, lines: readonly string[]): string[] {
  return lines.filter((line) => line.replace(/^ *\d+\.\d\d s {2}/, '').startsWith(`${actor} `));
}
