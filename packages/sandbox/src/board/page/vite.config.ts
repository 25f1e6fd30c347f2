import { defineConfig } from 'vite';

/** The change board's page: static files that the sandbox serves, and that load nothing from elsewhere. */
export default defineConfig({
  build: {
    outDir: '../../../dist/board/page',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
  },
  logLevel: 'warn',
});
