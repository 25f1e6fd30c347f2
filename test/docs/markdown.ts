/** The Markdown files of the repository, as GitHub shows them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Paths from the root: what git holds, and what is new. */
export function markdownFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '*.md'];
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
}

export interface Page {
  /** Where its links and pictures lead, as they are written. */
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

export function readPage(path: string): Page {
  const markdown = new MarkdownIt({ html: true });
  const tokens = markdown.parse(readFileSync(`${ROOT}${path}`, 'utf8'), {});
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
  const html = all
    .filter(({ type }) => type.startsWith('html_'))
    .map(({ content }) => content)
    .join('\n');
  const slugger = new GithubSlugger();
  const headings = tokens.flatMap(({ type }, index) => {
    if (type !== 'heading_open') return [];
    const parts = tokens[index + 1]?.children ?? [];
    return [slugger.slug(parts.map(({ content }) => content).join(''))];
  });
  return {
    links: [
      ...all.flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? []).map(String),
      ...attributes(html, 'href|src|srcset'),
    ],
    anchors: new Set([...headings, ...attributes(html, 'id|name')]),
  };
}

function attributes(html: string, names: string): string[] {
  return [...html.matchAll(new RegExp(`\\b(?:${names})="([^"]*)"`, 'g'))].map(([, value = '']) => value);
}
