/** Keeps the processes that the sandbox starts from outliving it, even where it is killed outright. */
import { type ChildProcess, spawn } from 'node:child_process';

/** Reads `+pid` and `-pid`. When its input ends, whoever held the other end is gone: what is left goes too. */
const HOLDER = `
const held = new Set();
require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => line[0] === '+' ? held.add(Number(line.slice(1))) : held.delete(Number(line.slice(1))))
  .on('close', () => { for (const pid of held) try { process.kill(-pid, 'SIGKILL'); } catch {} });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
`;

let holder: ChildProcess | undefined;

/**
 * Ends the child's process group when this process is gone, however it went.
 * @param child the leader of a group of its own (`detached`), just started
 */
export function leash(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const { pid } = child;
  tell(`+${pid}`);
  child.once('exit', () => tell(`-${pid}`));
}

function tell(line: string): void {
  if (holder === undefined || holder.exitCode !== null) holder = start();
  holder.stdin?.write(`${line}\n`);
}

/** One for all children; it keeps nobody alive, and nobody's signal ends it before them. */
function start(): ChildProcess {
  const started = spawn(process.execPath, ['-e', HOLDER], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  // A machine that cannot start it loses the leash, not the sandbox.
  started.on('error', () => {});
  started.stdin.on('error', () => {});
  started.unref();
  (started.stdin as unknown as { unref?: () => void }).unref?.();
  return started;
}
