/** `npm run demo -- --board`, stopped or killed outright: no process and no port is left. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_TERMINAL, onTerminal } from './on-terminal.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STORY = 'test/demo/main.ts';

/** What a terminal makes SIGINT of. */
const CTRL_C = '\u0003';

/** The demo's own: its name stands in the environment of all that the demo starts. */
let folder: string;
let demo: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-demo-'));
});

afterEach(() => {
  for (const { id } of processes()) process.kill(id, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

describe.skipIf(!existsSync('/proc/self/environ'))('nothing is left of the demo', () => {
  it('when its script is killed outright while it builds', async () => {
    start('node', 'scripts/demo.mjs', '--board');
    await said(/^Building/);
    expect(processes()).not.toEqual([]);
    demo.kill('SIGKILL');
    await expect.poll(processes).toEqual([]);
  });

  it('when its script is killed outright while pipelines run', async () => {
    start('node', 'scripts/demo.mjs', '--board');
    const board = await boardWithPipelines();
    demo.kill('SIGKILL');
    await nothingLeft(board);
  });

  it('when its story is killed outright while pipelines run, and its script fails', async () => {
    start('node', 'scripts/demo.mjs', '--board');
    const ended = once(demo, 'exit');
    const board = await boardWithPipelines();
    process.kill(processes().find(isStory)?.id ?? Number.NaN, 'SIGKILL');
    expect(await ended).toEqual([1, null]);
    await nothingLeft(board);
  });

  it.skipIf(NO_TERMINAL !== '')(`on Ctrl-C in a terminal${NO_TERMINAL}`, async () => {
    start(...onTerminal('npm run demo -- --board'));
    const board = await boardWithPipelines();
    demo.stdin?.write(CTRL_C);
    await nothingLeft(board);
  });

  it('when npm is asked to end', async () => {
    start('npm', 'run', 'demo', '--', '--board');
    const board = await boardWithPipelines();
    demo.kill('SIGTERM');
    await nothingLeft(board);
  });
});

function start(command: string, ...args: readonly string[]): void {
  demo = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: folder },
    stdio: [command === 'npm' ? 'ignore' : 'pipe', 'pipe', 'inherit'],
  });
}

/** @returns the first line that matches */
async function said(expected: RegExp): Promise<RegExpExecArray> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: demo.stdout as Readable })) {
    const match = expected.exec(line);
    if (match !== null) return match;
    lines.push(line);
  }
  throw new Error(`The demo has ended: ${lines.join('\n')}`);
}

/** A deployment on every CI, and a process of one of them. @returns the board's URL */
async function boardWithPipelines(): Promise<string> {
  const [, board = ''] = await said(/The change board is (http:[\w.:/]+)/);
  const before = processes().map(({ id }) => id);
  for (const pipeline of ['codefresh', 'github', 'gitlab']) {
    const answer = await fetch(`${board}/api/actions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ action: 'start', pipeline }),
    });
    expect(answer.status).toBe(200);
  }
  // Those that were there may end meanwhile: the last ones of the build do.
  await expect.poll(() => processes().some(({ id }) => !before.includes(id))).toBe(true);
  return board;
}

async function nothingLeft(board: string): Promise<void> {
  await expect.poll(processes).toEqual([]);
  await expect(fetch(board)).rejects.toThrow('fetch failed');
}

interface Process {
  readonly id: number;
  readonly command: string;
}

function isStory({ command }: Process): boolean {
  return command.includes(`node ${STORY}`);
}

/** All that runs with the folder's name in its environment. */
function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(folder))
    .map((name) => ({
      id: Number(name),
      command: read(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim(),
    }));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
