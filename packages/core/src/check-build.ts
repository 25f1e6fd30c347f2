/** A build that lacks what tells it apart would share its change, and its approval, with other builds. */
import type { BuildContext } from './adapter.ts';
import { invalidInput } from './errors.ts';

/**
 * Checks the description of a build, which a script may have made of variables that are not set.
 * @throws GateError INVALID_INPUT naming each property that is missing, empty or of the wrong type
 */
export function checkBuild(build: BuildContext): void {
  const given: Readonly<Record<string, unknown>> = {
    ci: build.ci,
    title: build.title,
    buildKey: build.buildKey,
    'build.id': build.build?.id,
    'build.url': build.build?.url,
    // Only who calls back needs to know where.
    ...(build.callback && { server: build.server }),
  };
  const problems = Object.entries(given)
    .filter(([, value]) => !isText(value))
    .map(([name, value]) => `${name} of the build: must be text that is not empty, and is ${worded(value)}`);
  // The start of another text could be that of any commit.
  if (build.commit !== undefined && !isWholeSha(build.commit)) {
    problems.push(`commit of the build: must be a whole SHA, and is ${worded(build.commit)}`);
  }
  if (typeof build.target !== 'function') problems.push('target of the build: must be a function');
  if (typeof build.callback !== 'boolean') problems.push('callback of the build: must be true or false');
  if (problems.length > 0) throw invalidInput(problems);
}

/** A template makes the word `undefined` of a variable that is not set. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && !['', 'undefined', 'null'].includes(value.trim());
}

function isWholeSha(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value);
}

function worded(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : value === null ? 'null' : typeof value;
}
