/** Starts the built sandbox so that it outlives this step, and says where it answers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const { env, execPath } = process;
const program = [path('../../../packages/sandbox/dist/bin.js'), '--config', path('sandbox.yml')];
const log = join(env.RUNNER_TEMP, 'sandbox.log');
// A group of its own, and no output of the step's: neither the step's end may end it, nor it delay that.
const sandbox = spawn(execPath, program, { detached: true, stdio: ['ignore', 'pipe', openSync(log, 'w')] });
appendFileSync(env.GITHUB_STATE, `pid=${sandbox.pid}\n`);

const [line] = await Promise.race([
  once(createInterface({ input: sandbox.stdout }), 'line'),
  once(sandbox, 'exit').then(([code]) => {
    throw new Error(`The sandbox ended with ${code} before it answered: ${readFileSync(log, 'utf8')}`);
  }),
]);
appendFileSync(env.GITHUB_OUTPUT, `instance-url=${JSON.parse(line).serviceNow}\n`);
process.exit();
