/**
 * `npm run test:live`: sets up, builds, and runs the scenarios against the instance and the CI that environment variables name
 * (docs/live.md). A signal reaches the suite, which ends what it has started before it ends itself.
 */
import { once } from 'node:events';
import { build, install, start } from './workspace.mjs';

await install();
await build('@change-gate/test');
const suite = start(['node', 'test/live/main.ts', ...process.argv.slice(2)]);
// Ctrl-C reaches the whole group of a terminal by itself.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => suite.kill(signal));
const [code] = await once(suite, 'exit');
process.exitCode = code ?? 1;
