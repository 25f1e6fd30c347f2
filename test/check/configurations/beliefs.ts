/** What nobody knows of instances: each of its settings. */
import { SWITCHES } from '@change-gate/sandbox';
import type { Configuration } from './configuration.ts';

/** As many switches are moved at once: which of them it is, a failure's log says. */
const AT_ONCE = 4;

/** Each setting of what nobody knows of instances, but those that are the default. */
export const BELIEFS: readonly Configuration[] = [1, 2].flatMap((setting) => {
  const others = Object.entries(SWITCHES).flatMap(([name, { settings }]) => {
    const other = Object.keys(settings)[setting];
    return other === undefined ? [] : [[name, other] as const];
  });
  return others.flatMap((_, index) => {
    if (index % AT_ONCE !== 0) return [];
    const moved = others.slice(index, index + AT_ONCE);
    const name = moved.map(([one, other]) => `${one} is ${other}`).join(', ');
    return [{ name, behaviours: Object.fromEntries(moved) }];
  });
});
