/**
 * Sets the workspace up on a machine that has Node (20 or newer) and npm alone, and runs its tasks on the
 * Node 24 that it brings along. Plain JavaScript: this runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const BIN = join(ROOT, 'node_modules', '.bin');

/** Node 24, pnpm and turbo of this workspace come before whatever the machine has. */
const ENV = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' };

export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Installs what the lock file names; a few milliseconds when nothing has changed. */
export function install() {
  const first = !existsSync(join(BIN, 'pnpm'));
  say(
    first
      ? 'Installing the dependencies (about a minute, the first time) ...'
      : 'Checking the dependencies ...',
  );
  const pnpm = first ? ['npx', '--yes', `pnpm@${pinnedPnpm()}`] : ['pnpm'];
  quietly([...pnpm, 'install', '--frozen-lockfile'], 'The dependencies could not be installed.');
}

/** Builds what these packages and everything below them need; cached. */
export function build(...packages) {
  say('Building (cached when nothing has changed) ...');
  quietly(['turbo', 'run', 'build', ...packages.map((name) => `--filter=${name}`)], 'The build failed.');
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
  if (error) say(`${file} could not be started: ${error.message}`);
  return status ?? 1;
}

/** Shows a command's output only when it fails. */
function quietly(command, failure) {
  const [file, ...args] = command;
  const { status, error, stdout, stderr } = spawnSync(file, args, {
    cwd: ROOT,
    env: ENV,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: isWindows(),
  });
  if (status === 0) return;
  say(`${stdout ?? ''}${stderr ?? ''}`);
  say(
    `${failure} ${error ? error.message : `${command.join(' ')} ended with ${status}; its output is above.`}`,
  );
  process.exit(1);
}

function pinnedPnpm() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).packageManager.replace('pnpm@', '');
}

function isWindows() {
  return process.platform === 'win32';
}
