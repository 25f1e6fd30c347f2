/**
 * A certificate or key has to be there in every job. The files of the repository and of other jobs are not: the gate is played
 * without them, by ServiceNow, perhaps when they have expired.
 */
import { isAbsolute, relative, resolve } from 'node:path';
import { type Environment, GateError, type ReadInputs } from '@change-gate/core';

/** Inputs of every operation that take PEM text or the path of a file. */
const PEM_INPUTS = ['client-certificate', 'client-key', 'ca-certificate', 'jwt-private-key'];

/**
 * @returns `read`, which throws INVALID_INPUT for a path in the job's folder. A variable of type File is beside that
 *   (GitLab docs, "Use file type CI/CD variables"), and what the image brings is elsewhere
 */
export function withoutProjectFiles(read: ReadInputs): ReadInputs {
  return (env) => {
    const source = read(env);
    for (const name of PEM_INPUTS) {
      const value = source.values[name];
      if (value === undefined || value.includes('-----BEGIN ') || !isInJobFolder(value, env)) continue;
      // It may be a key that was pasted without its first line: it is not repeated.
      throw new GateError(
        'INVALID_INPUT',
        `${source.displayName(name)}: is neither PEM text nor a file that every job has. The gate's job has none of the ` +
          "repository, nor of other jobs. Give the text itself, or a variable of type File: its value is the file's path.",
      );
    }
    return source;
  };
}

function isInJobFolder(path: string, { CI_PROJECT_DIR: project }: Environment): boolean {
  const inside = (folder: string) => {
    const way = relative(folder, resolve(path));
    return !way.startsWith('..') && !isAbsolute(way);
  };
  return inside(process.cwd()) || (project !== undefined && inside(project));
}
