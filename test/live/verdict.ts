/** How a scenario ends other than well. What is thrown besides these is a mistake of the suite's, and counts as not seen. */

/** What was seen is not what must be. */
export class DoesNotHold extends Error {}

/** What had to be seen was not: a deadline passed, somebody did not answer, or an answer tells nothing. It is a failure too. */
export class CouldNotBeSeen extends Error {}

/** The scenario needs what was not given, or what this CI does not have. */
export class Skipped extends Error {}

/** @param sentence what was found instead, and where */
export function expectThat(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new DoesNotHold(sentence);
}
