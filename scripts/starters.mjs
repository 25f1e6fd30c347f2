/**
 * Who started this process: its parent, and behind a shell that npm has put between itself and the script, npm.
 * Only Linux tells the latter; elsewhere that shell makes way for the script.
 */
import { readFileSync } from 'node:fs';

/** @returns the processes from this one upwards, each with its parent as of now; none when npm is gone already */
export function starters() {
  const chain = [{ id: process.pid, parent: process.ppid }];
  for (let { parent: id } = chain[0]; isStartedByNpm(id); id = chain.at(-1).parent) {
    chain.push({ id, parent: stat(id).parent });
  }
  return isStartedByNpm(process.pid) && isAdopted(chain.at(-1)) ? [] : chain;
}

/** Whether one of them has lost its parent since then. */
export function isOrphan([own, ...others]) {
  return process.ppid !== own?.parent || others.some(({ id, parent }) => stat(id).parent !== parent);
}

/** Whatever npm starts has this in its environment; npm itself has not. */
function isStartedByNpm(id) {
  return read(`/proc/${id}/environ`).includes('\0npm_lifecycle_event=');
}

/** npm starts scripts in its own session; whoever takes in orphans has another. */
function isAdopted({ id, parent }) {
  const session = stat(id).session;
  return session !== stat(parent).session && session !== id;
}

/** Numbers; NaN where the system does not tell. */
function stat(id) {
  // "<id> (<name>) <state> <parent> <group> <session> ...", and the name may hold anything.
  const [, parent, , session] = read(`/proc/${id}/stat`).split(') ').at(-1).split(' ').map(Number);
  return { parent, session };
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
