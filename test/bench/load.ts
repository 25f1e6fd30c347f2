/** Many builds wait, and many changes are decided at once. */
import { decideUnderLoad, type LoadSize } from '../app/load.ts';

export async function load(size: LoadSize): Promise<string> {
  const { answers, seconds, callsPerUpdate } = await decideUnderLoad(size);
  const once = answers.filter((count) => count === 1).length;
  return (
    `${size.waiting} builds wait, ${size.decided} changes decided in a minute of sandbox time: ${once} told once, ` +
    `in ${seconds.toFixed(1)} s; queries and writes of an update that decides nothing: ` +
    `${callsPerUpdate.before} with nobody waiting, ${callsPerUpdate.after} with all.`
  );
}
