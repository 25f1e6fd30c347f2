/** The sandbox and the live suite as two processes that know of each other URLs and credentials alone. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SANDBOX = `${ROOT}packages/sandbox/dist/bin.js`;
const SUITE = `${ROOT}test/live/main.ts`;

/** The URLs that the sandbox tells, by the names of its sections. */
export type Urls = Readonly<Record<string, string>>;

export interface SandboxProcess {
  readonly urls: Urls;
  end(): Promise<void>;
}

/** @param configuration as docs/sandbox.md has it; JSON is YAML too */
export async function startSandboxProcess(configuration: unknown): Promise<SandboxProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-live-'));
  const file = join(folder, 'sandbox.json');
  writeFileSync(file, JSON.stringify(configuration));
  const child = spawn(process.execPath, [SANDBOX, '--config', file], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = text(child.stderr);
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => []),
  ]);
  if (line === undefined) throw new Error(`The sandbox did not start: ${await said}`);
  return {
    urls: JSON.parse(line as string) as Urls,
    async end() {
      const ended = once(child, 'exit');
      // It never outlives the one who holds the other end of its standard input.
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

export interface SuiteRun {
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/** @param settings without their prefix `CHANGE_GATE_LIVE_` */
export async function runSuiteProcess(
  settings: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  started: (child: ChildProcess) => void | Promise<void> = () => {},
): Promise<SuiteRun> {
  const variables = Object.entries(settings).map(([name, value]) => [`CHANGE_GATE_LIVE_${name}`, value]);
  const child = spawn(process.execPath, [SUITE, ...args], {
    env: { PATH: process.env.PATH, ...Object.fromEntries(variables) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
    started(child),
  ]);
  return { exitCode, output: output + errors };
}
