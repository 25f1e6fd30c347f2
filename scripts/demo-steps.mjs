/** Sets up, builds, and runs the story against the sandbox. */
import { build, install, run } from './workspace.mjs';

install();
build('@change-gate/test');
// A signal is for the story, which puts things away; its exit code is then this one's.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.exit(run(['node', 'test/demo/main.ts', ...process.argv.slice(2)]));
