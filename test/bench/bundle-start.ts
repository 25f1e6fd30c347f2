/** What a bundle needs to say that an input is missing: time and memory, against a Node script that does nothing. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './measured-process.ts';
import { ratiosText } from './ratios.ts';

const REQUIRED = /instance.url: is required/i;

interface Bundle {
  readonly name: string;
  readonly path: string;
  /** The environment of a usage error: the operation is there, the instance URL is missing. */
  readonly env: Readonly<Record<string, string>>;
}

const BUNDLES: readonly Bundle[] = [
  {
    name: 'Codefresh step',
    path: bundle('codefresh-step'),
    env: { CHANGE_GATE_OPERATION: 'verify', CF_BUILD_ID: '60c7bc5447895646d116db74' },
  },
  { name: 'GitHub action', path: bundle('github-action'), env: { INPUT_OPERATION: 'verify' } },
  {
    name: 'GitLab component',
    path: bundle('gitlab-component'),
    env: { CHANGE_GATE_OPERATION: 'verify' },
  },
];

export async function startOfBundles(rounds: number): Promise<string> {
  const lines: string[] = [];
  for (const each of BUNDLES) lines.push(await startOf(each, rounds));
  return lines.join('\n');
}

/** @returns the path of the file that a CI runs */
export function bundle(adapter: string): string {
  return fileURLToPath(new URL(`../../adapters/${adapter}/dist/index.js`, import.meta.url));
}

/** In bytes, with the files that it loads when it needs them. */
export function bundleSize(path: string): number {
  const folder = dirname(path);
  return globSync('*.js', { cwd: folder }).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

async function startOf({ name, path, env }: Bundle, rounds: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-bench-'));
  try {
    const empty = join(folder, 'empty.js');
    writeFileSync(empty, '');
    const usageError = () => time(path, env, REQUIRED);
    const nothing = () => time(empty, {}, /^$/);
    usageError();
    nothing();
    const ratios = Array.from({ length: rounds }, () => usageError() / nothing());
    const memory = Math.round((await measure(path, env, REQUIRED)).memory);
    const least = Math.round((await measure(empty, {}, /^$/)).memory);
    return (
      `${name}, usage error, against an empty Node script: ${ratiosText(ratios, ' times as long')}, ` +
      `${memory} MiB of memory where that takes ${least}; bundle ${Math.round(bundleSize(path) / 1000)} kB. ` +
      'Aim: at most 1.7 times, 15 MiB more, 250 kB.'
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns milliseconds. @throws Error when the script did not say what is measured */
function time(script: string, env: Bundle['env'], words: RegExp): number {
  const begin = performance.now();
  const { stdout } = spawnSync(process.execPath, [script], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  const ms = performance.now() - begin;
  if (!words.test(stdout)) throw new Error(`${script} did not say ${words}, but: ${stdout}`);
  return ms;
}
