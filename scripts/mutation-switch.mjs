/** Loaded before each test file of `npm run mutate`: the switch of the mutants, and a note of those that were reached. */
import { afterEach, inject } from 'vitest';

/** More often than any loop of a test: the mutant made one that does not end. */
const MOST_TIMES = 1_000_000;

const active = inject('mutant');
const reached = new Set();
let times = 0;

globalThis.mutantIsOn = (id) => {
  if (id !== active) {
    if (active === 0) reached.add(id);
    return false;
  }
  times += 1;
  if (times > MOST_TIMES) throw new Error('This mutant does not end');
  return true;
};

afterEach(({ task }) => {
  task.meta.reached = [...reached];
});
