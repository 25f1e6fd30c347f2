import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import about from '../package.json' with { type: 'json' };
import { keepExpressions, linkToRepository } from './github-markdown.ts';
import { SIDEBAR } from './sidebar.ts';

const REPOSITORY = 'https://github.com/change-gate/change-gate';

const TAG = `v${about.version}`;

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
    // A plain link: the theme would fetch an icon that it has not got.
    nav: [{ text: TAG, link: `${REPOSITORY}/tree/${TAG}` }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Edit this page' },
  },
});
