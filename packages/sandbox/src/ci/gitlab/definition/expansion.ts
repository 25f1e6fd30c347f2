/** What gitlab-ci-local makes of a configuration, asked once for the same one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { askGitlabCiLocal, type ConfigurationSource, type Expansion } from './gitlab-ci-local.ts';

/** By all that the answer hangs on. What was refused is asked again. */
const known = new Map<string, Expansion>();

/** An include whose text comes over the network, and may be another each time. */
const REMOTE_INCLUDE = /\binclude:[\s\S]*\bremote:/;

/**
 * @param folder for what gitlab-ci-local works with, which is gone afterwards
 * @param ask who is asked
 * @throws Error with gitlab-ci-local's words when it does not accept the configuration
 */
export async function expand(
  source: ConfigurationSource,
  folder: string,
  stop: AbortSignal,
  ask = askGitlabCiLocal,
): Promise<Expansion> {
  const key = keyOf(source);
  const answer = known.get(key);
  if (answer !== undefined) return answer;
  const workspace = await mkdtemp(join(folder, 'configuration-'));
  try {
    const expansion = await ask(source, workspace, stop);
    if (!textsOf(source).some((text) => REMOTE_INCLUDE.test(text))) known.set(key, expansion);
    return expansion;
  } finally {
    await rm(workspace, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * The same for the same files, components and includes, and for the same values of the variables that those name.
 * This server's address, which is another each time, is put in a common form.
 */
function keyOf(source: ConfigurationSource): string {
  const { repository, includes, inputs, components, variables, schemaCheck, serverUrl, project } = source;
  const published = components.map(({ path, version, released, repository: { sha } }) => [
    path,
    version,
    released,
    sha,
  ]);
  const { host } = new URL(serverUrl);
  const values = namedIn(textsOf(source), variables).map((name) => [
    name,
    variables[name]?.replaceAll(host, 'host'),
  ]);
  const { sha, branch } = repository;
  return JSON.stringify([sha, branch, includes, inputs, published, project, values, schemaCheck]);
}

function textsOf({ repository, components }: ConfigurationSource): string[] {
  const repositories = [repository, ...components.map((component) => component.repository)];
  return repositories.flatMap(({ files }) => Object.values(files));
}

/** The variables that texts name, and those that the values of these name. */
function namedIn(texts: readonly string[], variables: Readonly<Record<string, string>>): string[] {
  const found = new Set<string>();
  for (const queue = [...texts]; queue.length > 0; ) {
    for (const [, name = ''] of (queue.pop() ?? '').matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
      if (!Object.hasOwn(variables, name) || found.has(name)) continue;
      found.add(name);
      queue.push(variables[name] ?? '');
    }
  }
  return [...found].sort();
}
