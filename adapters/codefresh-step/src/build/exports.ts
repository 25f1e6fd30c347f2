/**
 * Codefresh reads a step's outputs from a file of `KEY=VALUE` lines: `/meta/env_vars_to_export` for typed
 * steps, which project them through `returns`, and the one on the shared volume for freestyle steps
 * (Codefresh docs, "Variables" and "Steps"). A step does not know which it is, so both get them.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '@change-gate/core';

export function exportVariables(variables: Readonly<Record<string, string>>, env: Environment): void {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${singleLine(value)}\n`);
  for (const file of ['/meta/env_vars_to_export', join(sharedVolume(env), 'env_vars_to_export')]) {
    if (existsSync(dirname(file))) appendFileSync(file, lines.join(''));
  }
}

/** The volume that a build's steps share; it does not survive the pause. */
export function sharedVolume(env: Environment): string {
  return env.CF_VOLUME_PATH ?? '/codefresh/volume';
}

/** The file is line-based: a second line would be read as a variable of its own. */
function singleLine(value: string): string {
  return value.replace(/\s*[\r\n]+\s*/g, ' ');
}
