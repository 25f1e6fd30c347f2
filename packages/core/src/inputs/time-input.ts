import * as z from 'zod/mini';
import { parseTimeInput } from './time.ts';

/** A time, which is not set where it is left out. */
export const timeInput = z.optional(z.pipe(z.string(), z.transform(parseTimeInput)));
