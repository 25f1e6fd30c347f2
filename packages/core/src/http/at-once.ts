/**
 * What `ask` answers for each item, in their order. Asks for no more once one has failed.
 * @param most how many are asked for at one time
 */
export async function atOnce<Item, Answer>(
  most: number,
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
  await Promise.all(Array.from({ length: most }, work));
  return answers;
}
