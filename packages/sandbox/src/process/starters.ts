/**
 * Who started this process: its parent, and behind a shell that npm or npx has put in between, which outlives
 * them, npm. Only Linux tells the latter; elsewhere that shell makes way for the program.
 * `scripts/starters.mjs` is the same for what runs before anything is installed.
 */
import { readFileSync } from 'node:fs';

/** A process, and its parent when it was looked at. */
interface Link {
  readonly id: number;
  readonly parent: number;
}

/** From this process upwards. */
export function starters(): readonly Link[] {
  const chain: Link[] = [{ id: process.pid, parent: process.ppid }];
  for (let id = process.ppid; isStartedByNpm(id); ) {
    const parent = parentOf(id);
    chain.push({ id, parent });
    id = parent;
  }
  return chain;
}

/** Whether one of them has lost its parent since then. */
export function isOrphan(chain: readonly Link[]): boolean {
  return chain.some(({ id, parent }) => (id === process.pid ? process.ppid : parentOf(id)) !== parent);
}

/** Whatever npm starts has this in its environment; npm itself has not. */
function isStartedByNpm(id: number): boolean {
  return read(`/proc/${id}/environ`).includes('\0npm_lifecycle_event=');
}

/** NaN where there is no such process. */
function parentOf(id: number): number {
  // "<id> (<name>) <state> <parent> ...", and the name may hold anything.
  return Number(read(`/proc/${id}/stat`).split(') ').at(-1)?.split(' ')[1]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
