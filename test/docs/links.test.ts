/** Every link between files of the repository leads somewhere, to the heading that it names. */
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownFiles, ROOT, readPage } from './markdown.ts';

const FILES = existsSync(`${ROOT}.git`) ? markdownFiles() : [];

/** Why a link of a file leads nowhere; undefined where it leads somewhere. */
function broken(file: string, link: string): string | undefined {
  if (/^(https?|mailto):/.test(link)) return undefined;
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? file : posix.join(posix.dirname(file), path);
  if (target.startsWith('..')) return 'is outside the repository';
  if (!existsSync(`${ROOT}${target}`)) return `there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (!target.endsWith('.md')) return 'only a page has headings';
  return readPage(target).anchors.has(anchor) ? undefined : `${target} has no heading for it`;
}

describe.skipIf(FILES.length === 0)('the Markdown of this checkout', () => {
  it.each(FILES)('%s has no link that leads nowhere', (file) => {
    const found = readPage(file).links.map((link) => [link, broken(file, link)]);
    expect(found.filter(([, why]) => why !== undefined)).toEqual([]);
  });

  it('has links and anchors, and one that leads nowhere is found', () => {
    expect(readPage('README.md').links).toContain('docs/images/change-board-light.png');
    expect(readPage('docs/security.md').anchors.size).toBeGreaterThan(3);
    expect(broken('README.md', 'docs/nowhere.md')).toBe('there is no docs/nowhere.md');
    expect(broken('docs/security.md', '../README.md#nowhere')).toBe('README.md has no heading for it');
  });
});
