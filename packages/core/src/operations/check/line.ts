/** How a section of a check writes its lines. */
import type { Remedier } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import type { GateError } from '../../errors.ts';

/** What was looked at: the start of a line, before there is a verdict. */
export interface Subject {
  readonly id: string;
  readonly title: string;
}

/** What to do about a line, and who can. */
export interface Remedy {
  readonly remedy: string;
  readonly who: Remedier;
}

/** The line of something that is as it has to be. */
export function holds({ id, title }: Subject, detail: string): CheckLine {
  return { id, title, outcome: 'holds', detail, breaks: false };
}

/** The line of something that nobody could see. */
export function unseen({ id, title }: Subject, detail: string, remedy?: Remedy): CheckLine {
  return { id, title, outcome: 'could-not-be-seen', detail, ...remedy, breaks: false };
}

/** The line of something that nobody looked at, because of another line: that one says what to do. */
export function hiddenBy({ id, title }: Subject, subject: Subject): CheckLine {
  return unseen(subject, `This was not looked at, as another line does not hold: ${title} (${id}).`);
}

/** The line of something that is not as it has to be. @param breaks whether the given configuration would fail by it */
export function doesNotHold(
  { id, title }: Subject,
  detail: string,
  { remedy, who }: Remedy,
  breaks = true,
): CheckLine {
  return { id, title, outcome: 'does-not-hold', detail, remedy, who, breaks };
}

/**
 * The line of a failure that the given configuration would meet too: its message ends with what to do.
 * @param otherwise what to do where it does not
 */
export function failed(
  subject: Subject,
  { message }: GateError,
  who: Remedier,
  breaks = true,
  otherwise = UNKNOWN_REMEDY,
): CheckLine {
  const { detail, remedy = otherwise } = parted(message);
  return doesNotHold(subject, detail, { remedy, who }, breaks);
}

const UNKNOWN_REMEDY = 'Change what this says, and check again.';

/** Messages of failures say first what happened, and last what to do. */
function parted(message: string): { readonly detail: string; readonly remedy: string | undefined } {
  const sentences = message.split(/(?<=[.!?]) (?=[\p{Lu}`"'])/u);
  const remedy = sentences.length > 1 ? sentences.pop() : undefined;
  return { detail: sentences.join(' '), remedy };
}
