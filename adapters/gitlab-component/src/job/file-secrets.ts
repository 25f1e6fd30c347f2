/**
 * A secret as a file: a variable of type File, which a value with several lines has to be, and what the keyword `secrets` reads
 * without `file: false`, hold the path of a file that the runner has written.
 */
import { readFileSync } from 'node:fs';
import {
  type Environment,
  GateError,
  INPUTS,
  type InputDeclarations,
  type ReadInputs,
} from '@change-gate/core';

const SECRETS = Object.entries(INPUTS as InputDeclarations).flatMap(([name, { secret }]) =>
  secret === true ? [name] : [],
);

/**
 * @returns `read` with the text of such files in place of their paths, which are the job's folder with `.tmp` behind it, and the
 *   variable's name (gitlab-runner, common/build.go, `TmpProjectDir`); it throws INVALID_INPUT for one that cannot be read
 */
export function withFileSecrets(read: ReadInputs): ReadInputs {
  return (env) => {
    const { values, displayName } = read(env);
    const texts = SECRETS.flatMap((name) => {
      const path = runnersFile(env, displayName(name));
      return values[name] === path ? [[name, textOf(path, displayName(name))] as const] : [];
    });
    const all = { ...values, ...Object.fromEntries(texts) };
    return {
      values: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      displayName,
    };
  };
}

function runnersFile({ CI_PROJECT_DIR: folder = '' }: Environment, variable: string): string {
  return `${folder}.tmp/${variable}`;
}

function textOf(path: string, variable: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new GateError(
      'INVALID_INPUT',
      `${variable}: its file, which the runner writes before the job, cannot be read (${code}).`,
    );
  }
}
