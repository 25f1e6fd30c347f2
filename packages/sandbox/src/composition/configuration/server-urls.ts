/** `${serviceNow.url}` in a configuration: a URL that is known once its server listens, whatever its port. */
import type { Path, Problem } from './configuration-error.ts';

const REFERENCE = /\$\{(\w+)\.(\w+)\}/g;

/** The keys below which a text may name a URL: what is under them is entered when all servers listen. */
const PLACES: readonly PropertyKey[] = ['properties', 'records', 'variables', 'secrets'];

/**
 * @param value a configuration as it was written
 * @param servers the sections that have a server
 * @returns what is wrong with the URLs that it names
 */
export function urlProblems(value: unknown, servers: readonly string[]): Problem[] {
  return texts(value, []).flatMap(({ text, path }) =>
    [...text.matchAll(REFERENCE)].flatMap(([written, server = '', what]) => {
      const isServer = servers.includes(server);
      if (what !== 'url' && !isServer) return [];
      const known = servers.map((name) => `\${${name}.url}`).join(', ');
      if (what !== 'url' || !isServer) {
        return [{ path, message: `${written} is the URL of no server in this file; there are ${known}` }];
      }
      if (path.some((key) => PLACES.includes(key))) return [];
      return [{ path, message: `${written} is filled in under ${PLACES.join(', ')} only` }];
    }),
  );
}

/** @returns the configuration with the URLs in place of their names */
export function fillInUrls<Part>(value: Part, urls: Readonly<Record<string, string>>): Part {
  return fillIn(value, urls, false) as Part;
}

function fillIn(value: unknown, urls: Readonly<Record<string, string>>, isPlace: boolean): unknown {
  if (typeof value === 'string' && isPlace) {
    return value.replaceAll(REFERENCE, (written, server, what) =>
      what === 'url' ? (urls[server] ?? written) : written,
    );
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, urls, isPlace));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, part]) => [key, fillIn(part, urls, isPlace || PLACES.includes(key))]),
  );
}

/** Every text of a value, with its path. */
function texts(value: unknown, path: Path): { readonly text: string; readonly path: Path }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => texts(part, [...path, key]));
}
