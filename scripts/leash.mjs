/**
 * Runs a command that ends when this process ends, or whoever started this process, however they do: what is
 * killed outright takes nobody along. Plain JavaScript: this runs before anything is installed.
 *
 *   npm, its shell ── this process ══ the leash ── the command, and all that it starts
 *
 * The leash leads a process group of its own and reads a pipe. When nobody holds the pipe's other end any more,
 * it ends the group.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { argv, execPath, pid, platform } from 'node:process';
import { fileURLToPath } from 'node:url';
import { isOrphan, starters } from './starters.mjs';

const LEASH = fileURLToPath(import.meta.url);

/** How often to look whether whoever started this is still there. */
const LOOK_MS = 150;

/** From the polite signal to the one that nothing survives. */
const GRACE_MS = 600;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

if (argv[1] === LEASH) await hold(argv.slice(2));

/** @returns the command's exit code; 1 when a signal ended it */
export async function runOnLeash(command) {
  const started = starters();
  const leash = spawn(execPath, [LEASH, ...command], {
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: platform !== 'win32',
  });
  const letGo = () => leash.stdin.end();
  for (const signal of SIGNALS) process.on(signal, letGo);
  const looking = setInterval(() => isOrphan(started) && letGo(), LOOK_MS);
  const [code] = await once(leash, 'exit');
  clearInterval(looking);
  // Where the leash was killed, what it held is still there.
  signalGroup(leash.pid, 'SIGKILL');
  return code ?? 1;
}

/** What the leash does. */
async function hold([file, ...args]) {
  const command = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  // Signals to the group are for the command. The leash ends after it.
  for (const signal of SIGNALS) process.on(signal, () => {});
  process.stdin.resume().once('close', () => {
    signalGroup(pid, 'SIGTERM');
    setTimeout(() => signalGroup(pid, 'SIGKILL'), GRACE_MS);
  });
  const [code] = await once(command, 'exit');
  process.exit(code ?? 1);
}

function signalGroup(leader, signal) {
  try {
    process.kill(platform === 'win32' ? leader : -leader, signal);
  } catch {
    // Nobody is left.
  }
}
