/** Requests that a node of an instance runs at one time; it keeps 50 waiting and refuses more (vendor KB0635398). */
const AT_ONCE = 4;

/** What `ask` answers for each item, in their order. Asks for four at a time, and for no more once one has failed. */
export async function fourAtOnce<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      try {
        answers[index] = await ask(items[index] as Item);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}
