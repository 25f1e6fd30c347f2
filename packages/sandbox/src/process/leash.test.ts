import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const LEASH = new URL('./leash.ts', import.meta.url).href;

/** Starts `sleep` in a group of its own, says its pid, and stays. */
const OWNER = `
import { spawn } from 'node:child_process';
import { leash } from '${LEASH}';
const child = spawn('sleep', ['600'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
leash(child);
child.once('spawn', () => console.log(child.pid));
setInterval(() => {}, 1000);
`;

it('ends a child whose owner is killed outright', async () => {
  // The child shares this pipe: it closes when the last of the two is gone.
  const owner = spawn(process.execPath, ['--input-type=module', '-e', OWNER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
  expect(isAlive(Number(pid))).toBe(true);
  owner.kill('SIGKILL');
  await once(owner, 'close');
  while (isAlive(Number(pid))) await new Promise((resolve) => setImmediate(resolve));
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
