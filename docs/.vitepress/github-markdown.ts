/** The pages are written for GitHub, which shows them too: here they mean the same. */
import { statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';

const DOCS = fileURLToPath(new URL('..', import.meta.url));

/** What a link from a page leads to that is no page of the site, as a path seen from docs/. */
const NO_PAGE = /^(\.\.|tried)(\/|$)/;

/** Lets relative links to other files of the repository lead there, at a tag. */
export function linkToRepository(md: MarkdownRenderer, repository: string, tag: string): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type !== 'link_open') continue;
      const [path = '', anchor] = (token.attrGet('href') ?? '').split('#');
      if (path === '' || /^(\w+:|\/)/.test(path)) continue;
      const target = posix.join(posix.dirname(env.relativePath), path);
      if (!NO_PAGE.test(target)) continue;
      const isFolder = statSync(posix.join(DOCS, target), { throwIfNoEntry: false })?.isDirectory();
      const url = `${repository}/${isFolder ? 'tree' : 'blob'}/${tag}/${posix.join('docs', target).replace(/\/$/, '')}`;
      token.attrSet('href', anchor === undefined ? url : `${url}#${anchor}`);
    }
  });
}

/** Leaves `${{ … }}`, a CI's expression, as it stands: Vue would work it out. */
export function keepExpressions(md: MarkdownRenderer): void {
  md.core.ruler.push('expressions', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'code_inline') token.attrSet('v-pre', '');
    }
  });
}
