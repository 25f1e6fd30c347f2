/** Times as ServiceNow stores them: UTC `yyyy-MM-dd HH:mm:ss`, which sorts as it reads. */

/** The time now. */
export function now(): string {
  return new GlideDateTime().getValue();
}

/** A time relative to now. @param seconds from now; negative for the past */
export function fromNow(seconds: number): GlideDateTime {
  const time = new GlideDateTime();
  time.addSeconds(seconds);
  return time;
}

/** Milliseconds since 1970, for measuring how long something takes. */
export function milliseconds(): number {
  return new GlideDateTime().getNumericValue();
}

/** Seconds from one time until another, both as ServiceNow stores them. */
export function secondsBetween(from: string, until: string): number {
  return (new GlideDateTime(until).getNumericValue() - new GlideDateTime(from).getNumericValue()) / 1000;
}
