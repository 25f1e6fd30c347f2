/**
 * Runs a bundle again and again: `node run-again.ts <bundle>`. Each line of standard input is one run: the environment
 * and the folder that it has, as JSON. Each run loads the bundle anew, and is over when a process of its own would be:
 * when nothing is left to do. Its exit code is then a line on file descriptor 3.
 */
import { readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [bundle = ''] = process.argv.splice(2);

process.on('beforeExit', () => {
  writeSync(3, `${process.exitCode ?? 0}\n`);
  runNext();
});
runNext();

function runNext(): void {
  const line = readLine();
  if (line === '') process.exit(0);
  const { env, folder } = JSON.parse(line);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(folder);
  process.exitCode = undefined;
  for (const file of Object.keys(require.cache)) delete require.cache[file];
  // In a turn of its own, so that the end of this run is noticed even if it waits for nothing.
  setImmediate(() => require(bundle));
}

/** Waits, and keeps nothing alive, as a listener would. */
function readLine(): string {
  const chunk = Buffer.alloc(65_536);
  let line = '';
  while (!line.endsWith('\n')) {
    const length = readSync(0, chunk);
    if (length === 0) break;
    line += chunk.toString('utf8', 0, length);
  }
  return line;
}
