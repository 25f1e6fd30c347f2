/** How long a bundle needs to say that an input is missing, against a Node script that does nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUNDLE = fileURLToPath(new URL('../../adapters/codefresh-step/dist/index.js', import.meta.url));

const ROUNDS = 21;

/** A usage error: the instance URL is missing. */
const ENV = {
  PATH: process.env.PATH,
  CHANGE_GATE_OPERATION: 'verify',
  CF_BUILD_ID: '60c7bc5447895646d116db74',
};

export function startOfBundle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-bench-'));
  try {
    const empty = join(folder, 'empty.js');
    writeFileSync(empty, '');
    start(BUNDLE);
    start(empty);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) ratios.push(start(BUNDLE) / start(empty));
    ratios.sort((a, b) => a - b);
    const [low, median, high] = [0, ROUNDS >> 1, ROUNDS - 1].map((index) => (ratios[index] ?? 0).toFixed(2));
    const size = Math.round(statSync(BUNDLE).size / 1000);
    return `Codefresh step, usage error, against an empty Node script: ${median} times as long (${low} to ${high}, ${ROUNDS} rounds); bundle ${size} kB. Aim: at most 4 times.`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start(script: string): number {
  const begin = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [script], { env: ENV, encoding: 'utf8' });
  const ms = performance.now() - begin;
  if (script === BUNDLE && (status !== 1 || !stdout.includes('INSTANCE_URL: is required'))) {
    throw new Error(`The bundle did not give the usage error that is measured: ${status} ${stdout}`);
  }
  return ms;
}
