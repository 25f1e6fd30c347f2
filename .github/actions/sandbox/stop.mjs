/** Ends the sandbox that `start.mjs` has started. */
const { env } = process;
const pid = Number(env.STATE_pid);
try {
  if (pid > 0) process.kill(pid);
} catch (error) {
  // It has ended by itself.
  if (error.code !== 'ESRCH') throw error;
}
