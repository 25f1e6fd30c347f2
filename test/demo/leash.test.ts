/** `npm run demo -- --board`, killed: whichever process it hits, no process and no port is left. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The processes of a board that is up, from npm downwards, as the system shows their commands. */
const CHAIN: readonly (readonly [name: string, command: RegExp])[] = [
  ['npm', /^npm run demo/],
  ["npm's shell", /^\S*sh -c /],
  ['scripts/demo.mjs', /^\S*node scripts\/demo\.mjs/],
  ['the leash', /^\S+ \S+\/leash\.mjs/],
  ['scripts/demo-steps.mjs', /^\S+ \S+\/demo-steps\.mjs/],
  ['test/demo/main.ts', /^\S*node test\/demo\/main\.ts/],
];

/** Some while it installs, some while it builds, some while it starts; another one in each run. */
const MOMENTS_MS = [40, 250, 500, 1000, 1500].map((ms) => ms + Math.round(Math.random() * 200));

let demo: Demo | undefined;

afterEach(() => demo?.end());

describe.skipIf(!existsSync('/proc/self/environ'))('the demo', { timeout: 120_000 }, () => {
  it.each([
    ['when npm alone is killed outright', 'SIGKILL', 'npm'],
    ['when npm alone is asked to end', 'SIGTERM', 'npm'],
    ['when npm alone loses its terminal', 'SIGHUP', 'npm'],
    // npm's shell leaves it to a script whether Ctrl-C ends it: a terminal tells all of them.
    ['on Ctrl-C', 'SIGINT', 'all'],
    ['when all lose their terminal', 'SIGHUP', 'all'],
  ] as const)('leaves nothing behind %s', async (_when, signal, whom) => {
    demo = new Demo();
    const url = await demo.board;
    await startAllPipelines(url);
    const processes = demo.processes();
    demo.kill(signal, whom);
    await allGone(processes, demo);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it.for(CHAIN)(
    'leaves nothing behind when %s alone is killed outright',
    async ([name, command], { skip }) => {
      demo = new Demo();
      const url = await demo.board;
      const processes = demo.processes();
      const victim = processes.find((one) => command.test(one.command));
      skip(victim === undefined && name === "npm's shell", 'this shell makes way for the script');
      process.kill(victim?.id ?? Number.NaN, 'SIGKILL');
      await allGone(processes, demo);
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    },
  );

  it.each(MOMENTS_MS)('leaves nothing behind when npm is killed outright after %i ms', async (ms) => {
    demo = new Demo();
    await new Promise((resolve) => setTimeout(resolve, ms));
    const processes = demo.processes();
    demo.kill('SIGKILL', 'npm');
    await allGone(processes, demo);
  });
});

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** In a process group of its own, without a terminal, and known by a mark in its environment. */
class Demo {
  readonly #mark = `CHANGE_GATE_MARK=${randomUUID()}`;
  readonly #npm: ChildProcess;
  /** Its URL, once it is up. */
  readonly board: Promise<string>;

  constructor() {
    const [name = '', value] = this.#mark.split('=');
    this.#npm = spawn('npm', ['run', 'demo', '--', '--board'], {
      cwd: ROOT,
      env: { ...process.env, [name]: value },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const said: string[] = [];
    createInterface({ input: this.#npm.stdout as NodeJS.ReadableStream })
      .on('line', (line) => {
        said.push(line);
        const url = /The change board is (\S+)/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      })
      .once('close', () => reject(new Error(`The demo has ended: ${said.join('\n')}`)));
    this.board = promise;
    // Where it is killed before it is up, nobody waits for it.
    promise.catch(() => {});
  }

  /** @param whom `all`: its process group, as a terminal does */
  kill(signal: NodeJS.Signals, whom: 'npm' | 'all'): void {
    const id = this.#npm.pid ?? Number.NaN;
    process.kill(whom === 'npm' ? id : -id, signal);
  }

  /** npm first, then what it has started, directly or not: parents before their children. */
  processes(): Process[] {
    const all = everybody();
    const found = all.filter(({ id }) => id === this.#npm.pid);
    for (const { id } of found) found.push(...all.filter(({ parent }) => parent === id));
    return found;
  }

  /** Whoever has inherited its mark, its parent gone or not. */
  marked(): Process[] {
    return everybody().filter(({ id }) => read(`/proc/${id}/environ`).includes(this.#mark));
  }

  end(): void {
    for (const { id } of [...this.processes(), ...this.marked()]) kill(id);
  }
}

/** A deployment on every CI, so that there are builds, and processes of theirs, to be left behind. */
async function startAllPipelines(board: string): Promise<void> {
  for (const starter of ['codefresh', 'github', 'gitlab']) {
    await fetch(`${board}/api/actions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ action: 'start', starter }),
    });
  }
}

async function allGone(processes: readonly Process[], left: Demo): Promise<void> {
  await vi.waitFor(
    () => {
      const ids = new Set(processes.map(({ id }) => id));
      const alive = [...everybody().filter(({ id }) => ids.has(id)), ...left.marked()];
      expect(alive.map(({ command }) => command)).toEqual([]);
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** Who runs on this machine; a process that has ended and waits for its parent to hear of it does not. */
function everybody(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ id: Number(name), ...stat(name), command: commandOf(name) }))
    .filter(({ state }) => state !== '' && state !== 'Z');
}

function stat(id: string): { readonly state: string; readonly parent: number } {
  const [state = '', parent] = (read(`/proc/${id}/stat`).split(') ').at(-1) ?? '').split(' ');
  return { state, parent: Number(parent) };
}

function commandOf(id: string): string {
  return read(`/proc/${id}/cmdline`).replaceAll('\0', ' ').trim();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It is gone.
  }
}
