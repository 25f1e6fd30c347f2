/** The site that is built of docs/: its pages, its links, and that it brings all it needs. */
import { existsSync, globSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readPage } from './markdown.ts';
import { built, DIST } from './site.ts';

const PAGES = built('*.html');
delete PAGES['404.html'];

const REPOSITORY =
  /^https:\/\/github\.com\/change-gate\/change-gate\/(?:blob|tree|edit)\/[^/]+\/([^#]*)#?(.*)/;

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

const linksOf = (html: string) => all(html, /<a\b[^>]*?\bhref="([^"]*)"/g);
const idsOf = (html = '') => all(html, /\bid="([^"]*)"/g);

/** Whether a link of a page leads to a page, and to what it names there. */
function leadsSomewhere(page: string, link: string): boolean {
  const [, file, heading] = REPOSITORY.exec(link) ?? [];
  if (file !== undefined) {
    return existsSync(`${ROOT}${file}`) && (!heading || readPage(file).anchors.has(heading));
  }
  if (/^https?:/.test(link)) return true;
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? page : posix.join('/', posix.dirname(page), path).slice(1) || 'index.html';
  const html = path.startsWith('/') ? PAGES[path.slice(1) || 'index.html'] : PAGES[target];
  return html !== undefined && (anchor === undefined || idsOf(html).includes(anchor));
}

describe('the site', () => {
  it('has a page for every page', () => {
    const written = globSync('*.md', { cwd: `${ROOT}docs` }).map((name) => name.replace('.md', '.html'));
    expect(Object.keys(PAGES)).toEqual(written.sort());
  });

  it('has every page in its navigation, once', () => {
    const [, sidebar = ''] = (PAGES['index.html'] ?? '').split('<aside class="VPSidebar"');
    const [navigation = ''] = sidebar.split('</aside>');
    const listed = linksOf(navigation).map((link) => link.slice(1) || 'index.html');
    expect(listed.sort()).toEqual(Object.keys(PAGES));
  });

  it.each(Object.entries(PAGES))('%s has no link that leads nowhere', (page, html) => {
    const links = linksOf(html);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it('knows a link that leads nowhere', () => {
    expect(leadsSomewhere('index.html', '/decision.html')).toBe(true);
    expect(leadsSomewhere('index.html', '/nowhere.html')).toBe(false);
    expect(leadsSomewhere('index.html', '/decision.html#nowhere')).toBe(false);
    const tree = 'https://github.com/change-gate/change-gate/blob/v1';
    expect(leadsSomewhere('index.html', `${tree}/README.md#status`)).toBe(true);
    expect(leadsSomewhere('index.html', `${tree}/NOWHERE.md`)).toBe(false);
  });
});

describe('what the site loads', () => {
  it('is of its own, by every tag that loads', () => {
    const pages = Object.values(built('**/*.html'));
    const loaded = pages.flatMap((html) => [
      ...all(html, /<(?:script|img|source|iframe|link|video|audio|embed|object)\b([^>]*)/g),
    ]);
    const targets = loaded.flatMap((tag) => all(tag, /\b(?:src|srcset|href|data)="([^"]*)"/g));
    expect(targets.length).toBeGreaterThan(pages.length);
    expect(targets.filter((target) => !existsSync(DIST + target.replace(/^\//, '')))).toEqual([]);
  });

  it('is of its own, by every style', () => {
    const styles = Object.values(built('**/*.css'));
    expect(styles.length).toBeGreaterThan(0);
    const targets = styles.flatMap((css) => all(css, /(?:url\(|@import\s*)\s*["']?([^"')]*)/g));
    expect(targets.filter((target) => !target.startsWith('data:'))).toEqual([]);
  });

  /** URLs in the theme's scripts: names of XML, links in comments, and one of an icon that no page has. */
  const NOT_LOADED = [
    /^http:\/\/www\.w3\.org\//,
    /^https:\/\/vuejs\.org\/error-reference/,
    /^https:\/\/github\.com\/focus-trap\//,
    /^https:\/\/api\.iconify\.design\//,
    /^https:\/\/docsearch\.algolia\.com/,
    /^http:\/\/a\.com/,
  ];

  it('is of its own, by every script but the texts of the pages', () => {
    const scripts = Object.entries(built('assets/**/*.js')).filter(
      ([path]) => !/\.md\.|@localSearchIndex/.test(path),
    );
    expect(scripts.length).toBeGreaterThan(2);
    const named = scripts.flatMap(([, js]) => all(js, /\b((?:https?|wss?):\/\/[^\s"'`)\\]+)/g));
    expect(named.filter((url) => !NOT_LOADED.some((known) => known.test(url)))).toEqual([]);
    expect(Object.values(PAGES).join('')).not.toContain('VPSocialLink');
  });
});
