/** `npm run bench`: every speed claim, as ratios measured in one run. */
import { build, install, run } from './workspace.mjs';

await install();
await build('@change-gate/test');
process.exit(run(['node', 'test/bench/main.ts', ...process.argv.slice(2)]));
