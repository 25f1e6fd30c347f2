import { atOnce } from '../http/at-once.ts';

/** Requests that a node of an instance runs at one time; it keeps 50 waiting and refuses more (vendor KB0635398). */
const AT_ONCE = 4;

/** What `ask` answers for each item, in their order. Asks for four at a time, and for no more once one has failed. */
export function fourAtOnce<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  return atOnce(AT_ONCE, items, ask);
}
