import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Replaces texts in a file.
 * @throws Error when one of them is not there
 */
export function rewrite(path: string, replacements: readonly (readonly [string | RegExp, string])[]): void {
  const text = replacements.reduce(
    (current, [from, to]) => {
      const found = typeof from === 'string' ? current.includes(from) : from.test(current);
      if (!found) throw new Error(`${path} does not say ${from}`);
      return current.replaceAll(from, to);
    },
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, text);
}
