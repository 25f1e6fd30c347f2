import * as z from 'zod/mini';

/** Any text but the empty one, which is no value: CIs hand over an input that is not set that way. */
export const text = z.optional(z.string().check(z.minLength(1)));
