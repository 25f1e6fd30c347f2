/**
 * `npm run demo`: sets up, builds, and runs the story against the sandbox. However this process ends, killed
 * outright or not, the story's standard input closes, and the story ends with all that it has started.
 */
import { once } from 'node:events';
import { build, install, start } from './workspace.mjs';

await install();
await build('@change-gate/test');
const story = start(['node', 'test/demo/main.ts', ...process.argv.slice(2)]);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => story.stdin.end());
const [code] = await once(story, 'exit');
process.exitCode = code ?? 1;
