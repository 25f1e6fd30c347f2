/** When to try again, and when to give up. */

/** The build has not reached its gate: it may any moment, and looking costs the CI little. */
const NOT_PAUSED_YET = { first: 5, most: 60 };

/** The CI does not answer: it is not helped by being asked often. */
const UNAVAILABLE = { first: 30, most: 5 * 60 };

/**
 * Seconds until the next attempt: doubling, up to a bound. Those for an unavailable CI are spread by up to a
 * fifth to either side, so that what failed together does not come back together.
 *
 * @param streak how many times in a row the answer was this one, 1 for the first
 * @param random 0 to 1
 */
export function pause(outcome: 'not-paused-yet' | 'unavailable', streak: number, random: number): number {
  const { first, most } = outcome === 'unavailable' ? UNAVAILABLE : NOT_PAUSED_YET;
  const seconds = Math.min(most, first * 2 ** (streak - 1));
  return outcome === 'unavailable' ? Math.round(seconds * (0.8 + 0.4 * random)) : seconds;
}
