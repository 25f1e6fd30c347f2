import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fourAtOnce } from './four-at-once.ts';

/** Asks for 150 items, of which one may fail. */
async function askAll(failing?: number) {
  let underWay = 0;
  let most = 0;
  let asked = 0;
  const items = Array.from({ length: 150 }, (_, index) => index);
  const outcome = await fourAtOnce(items, async (item) => {
    asked += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    await turn();
    underWay -= 1;
    if (item === failing) throw new Error('refused');
    return item * 2;
  }).catch((error: Error) => error.message);
  // Whatever else would be asked for is asked for now.
  for (let more = 0; more < 4; more += 1) await turn();
  return { outcome, most, asked };
}

it('has four under way, and answers in the order of the items', async () => {
  const { outcome, most, asked } = await askAll();
  expect(outcome).toEqual(Array.from({ length: 150 }, (_, index) => index * 2));
  expect([most, asked]).toEqual([4, 150]);
});

it('asks for no more once one has failed', async () => {
  const { outcome, asked } = await askAll(4);
  expect(outcome).toBe('refused');
  // The first four, and the four that were under way when one of them failed.
  expect(asked).toBe(8);
});

it('asks for nothing where there is nothing', async () => {
  expect(await fourAtOnce([], () => Promise.reject(new Error('asked')))).toEqual([]);
});
