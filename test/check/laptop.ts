/** The built command line, as somebody calls it on a laptop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CheckReport } from '@change-gate/core';

const BIN = fileURLToPath(new URL('../../packages/cli/dist/bin.js', import.meta.url));

export interface Called {
  readonly exitCode: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly err: string;
}

/** @param env beside the variables that every process has */
export async function changeGate(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Called> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, ...env },
  });
  const [out, err, [exitCode]] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    once(child, 'close'),
  ]);
  return { exitCode, out, err };
}

/** The report of a call with `--json`. @throws Error with what it said where there is none */
export function reportOf({ out, err }: Called): CheckReport {
  if (out === '') throw new Error(err);
  return JSON.parse(out) as CheckReport;
}
