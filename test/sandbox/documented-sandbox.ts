/** A sandbox of the built binary, configured as docs/sandbox.md says, and what a person does on its board. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

export const GUIDE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = fileURLToPath(new URL('../../packages/sandbox/dist/bin.js', import.meta.url));

/** The configuration of the guide in which a text stands. */
export function exampleWith(words: string): string {
  const examples = [...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
  const found = examples.find((yaml) => yaml.includes(words));
  if (found === undefined) throw new Error(`docs/sandbox.md has no configuration with ${words}`);
  return found;
}

/** @param files what lies beside the configuration @returns the URLs of the board and of each server */
export async function start(
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

/** Starts the one pipeline on the board, and has its change approved and implemented. */
export async function deploy(board: string, pipeline: string, waits: () => Promise<void>): Promise<void> {
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

/** Makes a Git repository of a folder, with one commit. */
export function makeRepository(folder: string): void {
  const commit = 'git -c user.name=Ada -c user.email=ada@example.com commit --quiet --message';
  execFileSync('sh', ['-c', `git init --quiet . && git add . && ${commit} 'SHOP-1 Sell items'`], {
    cwd: folder,
  });
}

/** The stages of the newest pipeline, as the board shows them. */
export async function stages(board: string): Promise<Record<string, string>> {
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
export function inThisRepository(configuration: string): string {
  return configuration.replaceAll('/opt/change-gate/', ROOT).replaceAll('/opt/change-gate', ROOT);
}
