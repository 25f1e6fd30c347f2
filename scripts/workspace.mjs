/**
 * Sets the workspace up on a machine that has Node (20 or newer) and npm alone, and runs its tasks on the
 * Node 24 that it brings along. Plain JavaScript: this runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forgetInstalled, isInstalled, rememberInstalled } from './installed.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const BIN = join(ROOT, 'node_modules', '.bin');

/** Node 24, pnpm and turbo of this workspace come before whatever the machine has. */
const ENV = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' };

export function print(line) {
  process.stdout.write(`${line}\n`);
}

/** Installs what the lock file names; a few milliseconds when nothing has changed. */
export async function install() {
  if (isInstalled(ROOT)) return;
  forgetInstalled(ROOT);
  const first = !existsSync(join(BIN, 'pnpm'));
  print(
    first
      ? 'Installing the dependencies (about a minute, the first time) ...'
      : 'Checking the dependencies ...',
  );
  const pnpm = first ? ['npx', '--yes', `pnpm@${pinnedPnpm()}`] : ['pnpm'];
  await quietly([...pnpm, 'install', '--frozen-lockfile'], 'The dependencies could not be installed.');
  rememberInstalled(ROOT);
}

/** Builds what these packages and everything below them need; cached. */
export async function build(...packages) {
  print('Building (cached when nothing has changed) ...');
  await quietly(
    ['turbo', 'run', 'build', ...packages.map((name) => `--filter=${name}`)],
    'The build failed.',
  );
}

/** @returns the exit code */
export function run(command) {
  const [file, ...args] = command;
  const { status, error } = spawnSync(file, args, {
    cwd: ROOT,
    env: ENV,
    stdio: 'inherit',
    shell: isWindows(),
  });
  if (error) print(`${file} could not be started: ${error.message}`);
  return status ?? 1;
}

/** @returns a process that ends by itself when its standard input closes, as it does when this process ends */
export function start([file, ...args]) {
  return spawn(file, args, {
    cwd: ROOT,
    env: ENV,
    stdio: ['pipe', 'inherit', 'inherit'],
    shell: isWindows(),
  });
}

/** Becomes a program, and leaves one process of its group behind that ends the group when standard input closes. */
const SUPERVISED = `
exec 3<&0
(trap '' TERM; read -r _ <&3; kill -s TERM 0; sleep 1; kill -s KILL 0) >/dev/null 2>&1 &
exec "$@" </dev/null 3<&-`;

/** Shows a command's output only when it fails. The command ends with this process, killed outright or not. */
async function quietly(command, failure) {
  const [file, ...args] = isWindows() ? command : ['/bin/sh', '-c', SUPERVISED, 'sh', ...command];
  const child = spawn(file, args, { cwd: ROOT, env: ENV, detached: !isWindows(), shell: isWindows() });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data));
  const [status] = await once(child, 'close');
  if (status === 0) return;
  print(Buffer.concat(output).toString());
  print(`${failure} ${command.join(' ')} ended with ${status}; its output is above.`);
  process.exit(1);
}

function pinnedPnpm() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).packageManager.replace('pnpm@', '');
}

function isWindows() {
  return process.platform === 'win32';
}
