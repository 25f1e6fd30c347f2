/**
 * Codefresh reads a step's outputs from a file of `KEY=VALUE` lines: `/meta/env_vars_to_export` for typed
 * steps, which project them through `returns`, and the one on the shared volume for freestyle steps
 * (Codefresh docs, "Variables" and "Steps"). A step does not know which it is, so both get them.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateOutputs, GateOutputs } from '@change-gate/core';

/** The original step's users know the first two by these names. */
const NAMES: Readonly<Record<keyof GateOutputs, string>> = {
  'change-number': 'CR_NUMBER',
  'change-sys-id': 'CR_SYSID',
  'change-url': 'CR_URL',
  state: 'CR_STATE',
  approval: 'CR_APPROVAL',
  decision: 'CR_DECISION',
  reason: 'CR_REASON',
};

export const createOutputs: CreateOutputs = (env) => ({
  // Codefresh masks only what is declared encrypted in the pipeline; core redacts all that it passes here.
  mask() {},
  info: (line) => print(line),
  warning: (line) => print(`WARNING: ${line}`),
  error: (line) => print(`ERROR: ${line}`),
  set(outputs) {
    const lines = Object.entries(outputs).map(
      ([name, value]) => `${NAMES[name as keyof GateOutputs]}=${singleLine(value)}\n`,
    );
    for (const file of exportFiles(env.CF_VOLUME_PATH ?? '/codefresh/volume')) {
      appendFileSync(file, lines.join(''));
    }
  },
});

function exportFiles(volume: string): string[] {
  const files = ['/meta/env_vars_to_export', join(volume, 'env_vars_to_export')];
  return files.filter((file) => existsSync(dirname(file)));
}

/** The file is line-based: a second line would be read as a variable of its own. */
function singleLine(value: string): string {
  return value.replace(/\s*[\r\n]+\s*/g, ' ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
