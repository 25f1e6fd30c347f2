/** `npm run build [-- PACKAGE ...]`: installs, and builds every bundle and the update sets, or what these packages need. */
import { build, install } from './workspace.mjs';

await install();
await build(...process.argv.slice(2));
