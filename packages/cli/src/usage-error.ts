/** A call of the program that it cannot follow: the message says why, and what to write instead. */
export class UsageError extends Error {}
