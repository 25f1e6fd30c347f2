/** The reader's own fonts: nothing to fetch before the text stands. */
export { default } from 'vitepress/theme-without-fonts';
