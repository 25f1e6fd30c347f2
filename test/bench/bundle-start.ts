/** What a bundle needs to say that an input is missing: time and memory, against a Node script that does nothing. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

export function startOfBundles(rounds: number): string {
  return BUNDLES.map((bundle) => startOf(bundle, rounds)).join('\n');
}

function bundle(adapter: string): string {
  return fileURLToPath(new URL(`../../adapters/${adapter}/dist/index.js`, import.meta.url));
}

function startOf({ name, path, env }: Bundle, rounds: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-bench-'));
  try {
    const empty = join(folder, 'empty.js');
    writeFileSync(empty, '');
    const usageError = () => time(path, env, /instance.url: is required/i);
    const nothing = () => time(empty, {}, /^$/);
    usageError();
    nothing();
    const ratios = Array.from({ length: rounds }, () => usageError() / nothing()).sort((a, b) => a - b);
    const [low, median, high] = [0, rounds >> 1, rounds - 1].map((index) => (ratios[index] ?? 0).toFixed(2));
    const [memory, least] = [path, empty].map((script) => peakMemory(script, env, folder));
    const files = globSync('*.js', { cwd: dirname(path) }).map(
      (file) => statSync(join(dirname(path), file)).size,
    );
    const size = Math.round(files.reduce((sum, bytes) => sum + bytes, 0) / 1000);
    return (
      `${name}, usage error, against an empty Node script: ${median} times as long (${low} to ${high}, ${rounds} rounds), ` +
      `${memory} MiB of memory where that takes ${least}; bundle ${size} kB. Aim: at most 1.7 times, 15 MiB more, 250 kB.`
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

/** @returns MiB, at the peak */
function peakMemory(script: string, env: Bundle['env'], folder: string): number {
  const measure = join(folder, 'measure.cjs');
  writeFileSync(
    measure,
    "process.on('exit', () => require('node:fs').writeSync(2, `${process.resourceUsage().maxRSS}`));",
  );
  const { stderr } = spawnSync(process.execPath, ['--require', measure, script], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return Math.round(Number(stderr) / 1024);
}
