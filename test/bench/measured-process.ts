/** Runs a Node script as a process of its own, and tells what it has used. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface Used {
  /** Of user and system, in ms. */
  readonly cpu: number;
  /** At the peak, in MiB. */
  readonly memory: number;
}

const MEASURE = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 }));
});`;

/**
 * @param env   beyond PATH
 * @param words what the script must say on its standard output
 * @throws Error when it says something else
 */
export async function measure(
  script: string,
  env: Readonly<Record<string, string>>,
  words: RegExp,
): Promise<Used> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-measured-'));
  try {
    const hook = join(folder, 'measure.cjs');
    writeFileSync(hook, MEASURE);
    const child = spawn(process.execPath, ['--require', hook, script], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    const outputs = [child.stdio[1], child.stdio[3]].map((stream) => text(stream as Readable));
    await once(child, 'close');
    const [said = '', used = ''] = await Promise.all(outputs);
    if (!words.test(said)) throw new Error(`${script} did not say ${words}, but: ${said}`);
    return JSON.parse(used);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
