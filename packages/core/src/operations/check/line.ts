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

/** The line of what the app left unsaid, where it did: silence is no good news. @param told ids of all that it has to tell */
export function untold(section: Subject, found: readonly Subject[], told: readonly string[]): CheckLine[] {
  const missing = told.filter((id) => !found.some((finding) => finding.id === id));
  if (missing.length === 0) return [];
  return [
    unseen(section, `The Change Gate app says nothing of ${missing.join(', ')}.`, {
      remedy: 'Import the update set of the version that the pipelines use.',
      who: 'ServiceNow admin',
    }),
  ];
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
 * The line of a failure that the given configuration would meet too.
 * @param otherwise what to do where the failure does not say it
 */
export function failed(
  subject: Subject,
  { what, remedy }: GateError,
  who: Remedier,
  breaks = true,
  otherwise = OBVIOUS,
): CheckLine {
  return doesNotHold(subject, what, { remedy: remedy ?? otherwise, who }, breaks);
}

/** Where what happened says what to do, or nobody knows more. */
const OBVIOUS = 'Put that right, and check again.';

/** A clause as a sentence of a line. */
export function sentence(clause: string): string {
  return `${clause[0]?.toUpperCase() ?? ''}${clause.slice(1)}`;
}
