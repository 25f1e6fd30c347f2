import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { ACTION, VERSION } from '../../scripts/release/names.mjs';
import { keepExpressions, linkToRepository } from './github-markdown.ts';
import { SIDEBAR } from './sidebar.ts';

const REPOSITORY = `https://github.com/${ACTION}`;

const TAG = `v${VERSION}`;

export default defineConfig({
  title: 'Change Gate',
  description: 'Gate a deployment on an approved ServiceNow change request, without holding a runner.',
  lang: 'en',
  head: [['link', { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }]],
  outDir: 'dist',
  cacheDir: 'node_modules/.vitepress',
  // Sign-offs of the live suite: data, which the README's status is made of.
  srcExclude: ['tried/**'],
  markdown: {
    anchor: { slugify: (heading) => slug(heading) },
    config(md) {
      linkToRepository(md, REPOSITORY, TAG);
      keepExpressions(md);
    },
  },
  themeConfig: {
    logo: '/icon.svg',
    outline: [2, 3],
    search: { provider: 'local' },
    sidebar: SIDEBAR,
    nav: [{ text: TAG, link: '/releases' }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Edit this page' },
  },
});
