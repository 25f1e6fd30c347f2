/** `npm run demo`: sets up, builds, and runs the story against the sandbox. */
import { build, install, run } from './workspace.mjs';

install();
build('@change-gate/test');
process.exit(run(['node', 'test/demo/main.ts', ...process.argv.slice(2)]));
