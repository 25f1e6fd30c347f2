/**
 * The app under the scope that its configuration names. `now.config.json` is the one place that says the scope; tables,
 * roles, properties, events, URLs and scripts follow, and so do the sys_ids, as two apps on one instance cannot share them.
 *
 * The SDK takes names as literals alone, so the sources are written in one scope's names. For another scope they are
 * copied with that one's names in place of these, and the copy is built: a project of the SDK like the original.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sysId } from './sys-id.ts';

/** The scope in whose names the sources are written. */
export const SOURCE_SCOPE = 'x_change_gate';
/** Of the app under that scope. */
const SOURCE_SCOPE_ID = '5f0c3e9a1d8b47c2a6e4907b3c21d8f5';

export interface AppConfig {
  readonly scope: string;
  readonly scopeId: string;
}

const KEYS = 'src/fluent/generated/keys.ts';

/**
 * Makes the project that is to be built.
 * @param root   the package
 * @param config its `now.config.json`, or another file with what is different: scope, scopeId, name
 * @returns its folder: the package itself, or, for another scope than that of the sources, `dist/<scope>` in it
 */
export async function projectIn(root: string, config: string): Promise<string> {
  const own = await readFile(join(root, 'now.config.json'), 'utf8');
  const whole = JSON.stringify({ ...JSON.parse(own), ...JSON.parse(await readFile(config, 'utf8')) });
  const { scope, scopeId } = readConfig(whole);
  if (scope === SOURCE_SCOPE) return root;
  const project = join(root, 'dist', scope);
  await rm(project, { recursive: true, force: true });
  await cp(join(root, 'src'), join(project, 'src'), {
    recursive: true,
    filter: (path) => !/\.test\.ts$|tsconfig\.json$/.test(basename(path)),
  });
  await cp(join(root, 'package.json'), join(project, 'package.json'));
  await writeFile(join(project, 'now.config.json'), whole);
  for (const entry of await readdir(join(project, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    await writeFile(file, inScope(await readFile(file, 'utf8'), scope, file));
  }
  const keys = await readFile(join(root, KEYS), 'utf8');
  const sysIds = new Map(
    [...keys.matchAll(/\bid: '([0-9a-f]{32})'/g)].map(([, id = '']) => [id, sysId(`${scopeId} ${id}`)]),
  );
  await writeFile(join(project, KEYS), withSysIds(inScope(keys, scope, KEYS), sysIds));
  await mkdir(join(project, 'releases'));
  for (const file of (await readdir(join(root, 'releases'))).filter((name) => name.endsWith('.gz'))) {
    const set = gunzipSync(await readFile(join(root, 'releases', file))).toString();
    // Labels and indexes have theirs from their names.
    const names = [...set.matchAll(/<name>(\w+)<\/name>/g)].map(([, name = '']) => name);
    const named = names.map((name) => [sysId(name), sysId(inScope(name, scope, file))] as const);
    const renamed = withSysIds(inScope(set, scope, file), new Map([...sysIds, ...named]));
    await writeFile(join(project, 'releases', file), gzipSync(renamed.replaceAll(SOURCE_SCOPE_ID, scopeId)));
  }
  return project;
}

/** @throws for a configuration that ServiceNow would not take, or that would make one app of two */
export function readConfig(text: string): AppConfig {
  const { scope, scopeId }: AppConfig = JSON.parse(text);
  // The SDK's schema of now.config.json has the same limit.
  if (!/^x_[a-z0-9]+_[a-z0-9_]+$/.test(scope) || scope.length > 18) {
    throw new Error(
      `now.config.json: the scope ${scope} must be x_, the company code, _ and a name, 18 characters at most`,
    );
  }
  if (!/^[0-9a-f]{32}$/.test(scopeId)) {
    throw new Error(`now.config.json: the scopeId ${scopeId} must be 32 hex digits`);
  }
  if ((scope === SOURCE_SCOPE) !== (scopeId === SOURCE_SCOPE_ID)) {
    throw new Error(
      `now.config.json: the scope ${scope} needs a scopeId of its own, as an instance takes apps with one scopeId for one app`,
    );
  }
  return { scope, scopeId };
}

/**
 * @param place named in the error
 * @returns the text with the names of another scope
 * @throws where it is not plain whether the scope is meant, as in `x_change_gateway`
 */
export function inScope(text: string, scope: string, place: string): string {
  const renamed = text.replace(new RegExp(`(?<![A-Za-z0-9])${SOURCE_SCOPE}(?![A-Za-z0-9])`, 'g'), scope);
  const left = new RegExp(`.*${SOURCE_SCOPE}.*`, 'i').exec(renamed)?.[0];
  if (left === undefined) return renamed;
  throw new Error(
    `${place}: does this name the scope ${SOURCE_SCOPE}? Write it alone, or otherwise: ${left}`,
  );
}

/** Each record of the app has another sys_id in an app of another scope; those of the base system keep theirs. */
function withSysIds(text: string, sysIds: ReadonlyMap<string, string>): string {
  return text.replace(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g, (id) => sysIds.get(id) ?? id);
}

/** @returns the lines of the project's keys, in no order: the SDK sorts them by sys_id, and so anew in a copy */
export async function keysOf(project: string): Promise<string> {
  return (await readFile(join(project, KEYS), 'utf8')).split('\n').sort().join('\n');
}
