/** Many builds wait, and many changes are decided at once, beside a CI that does not answer. */
import { decideUnderLoad, type LoadSize } from '../app/load.ts';

export async function load(size: LoadSize): Promise<string> {
  const { answers, answersOfDeadCi, seconds, callsPerUpdate } = await decideUnderLoad(size);
  const once = (counts: readonly number[]) => counts.filter((count) => count === 1).length;
  return (
    `${size.waiting} builds wait, ${size.decided} changes decided in a minute of sandbox time: ${once(answers)} told once, ` +
    `in ${seconds.toFixed(1)} s; ${size.atDeadCi} due at a CI that does not answer: ${once(answersOfDeadCi)} told once ` +
    `when it does; queries and writes of an update that decides nothing: ` +
    `${callsPerUpdate.before} with nobody waiting, ${callsPerUpdate.after} with all.`
  );
}
