/** When to try again, and when to give up. */

/** The outcomes of an attempt that another one follows. */
export type Unsettled =
  | 'not-paused-yet'
  | 'taken'
  | 'started'
  | 'stopped'
  | 'queued'
  | 'waits'
  | 'unavailable'
  | 'unanswered'
  | 'contested';

/** The build moves of itself, perhaps any moment, and looking costs the CI little. */
const SOON = { first: 5, most: 60, afterADay: 5 * 60 };

/** The gate runs, or waits for a runner: nothing is to be done for the build meanwhile. */
const STARTED = { first: 5, most: 5 * 60, afterADay: 5 * 60 };

/** The gate failed, and may do so again until somebody has mended what it runs on. */
const STOPPED = { first: 60, most: 5 * 60, afterADay: 5 * 60 };

/** The CI does not answer: it is not helped by being asked often. */
const LATER = { first: 30, most: 5 * 60, afterADay: 15 * 60 };

const DAY = 24 * 60 * 60;

/** The longest that a delivery is retried, and that a token is kept for a retry. */
export const LONGEST_DAYS = 30;

/**
 * Seconds until the next attempt: doubling, up to a bound. Those for a CI that does not answer are spread by up to a
 * fifth to either side, so that what failed together does not come back together.
 *
 * @param streak how many times in a row the answer was this one, 1 for the first
 * @param age    seconds since the decision, or since somebody had it retried
 * @param random 0 to 1
 */
export function pause(outcome: Unsettled, streak: number, age: number, random: number): number {
  const pauses = pausesOf(outcome);
  const { first, most, afterADay } = pauses;
  const seconds = Math.min(age > DAY ? afterADay : most, first * 2 ** (streak - 1));
  return pauses === LATER ? Math.round(seconds * (0.8 + 0.4 * random)) : seconds;
}

function pausesOf(outcome: Unsettled): typeof SOON {
  switch (outcome) {
    case 'unavailable':
    case 'unanswered':
      return LATER;
    case 'started':
      return STARTED;
    case 'stopped':
      return STOPPED;
    default:
      return SOON;
  }
}

/** How often a build that was told to go on stops at its gate before an admin has to retry it. */
export const MOST_STOPPED = 4;

/** Attempts in a row after which a decision that the CI refuses as if somebody had been faster is refused for good. */
export const MOST_CONTESTED = 5;

/**
 * Seconds for which a build that was sent its decision is only looked at; one that still waits after that is told again. How
 * soon a CI shows what it took is not documented.
 */
export const SHOWN_WITHIN = 5 * 60;

/**
 * Whether to give up on delivering. After the deadline nobody waits any more; but a decision that came just before it,
 * or was the deadline itself, gets a day.
 *
 * @param age      seconds since the decision, or since somebody had it retried
 * @param deadline seconds from there to the registration's deadline; `null` for none
 */
export function shouldGiveUp(age: number, deadline: number | null): boolean {
  return age > (deadline === null ? LONGEST_DAYS * DAY : Math.max(deadline, DAY));
}

/** Minutes. A build may stand at its gate for days, or come to it late: people who look at it wait no longer. */
const REPORT_INTERVAL = 10;

/** Minutes, before those. */
const REPORT_FIRST = [1, 2, 4, 8];

/**
 * Whether a report that could not be shown is due for another try: 1, 2, 4 and 8 minutes after the build has
 * registered, then every ten.
 *
 * @param before seconds since it registered, when it was last looked at
 * @param now    the same, now
 */
export function isReportDue(before: number, now: number): boolean {
  return reportTries(before) < reportTries(now);
}

function reportTries(seconds: number): number {
  const minutes = seconds / 60;
  return REPORT_FIRST.filter((first) => first <= minutes).length + Math.floor(minutes / REPORT_INTERVAL);
}
