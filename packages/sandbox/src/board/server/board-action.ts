/** What a person may do on the board, as the page posts it. */
import { z } from 'zod';

const number = z.string().min(1).max(40);
/** The person's own words. */
const comment = z.string().trim().max(4000).default('');

/** The longest jump in time: 30 days. */
const LONGEST_JUMP_S = 30 * 24 * 3600;

export const BOARD_ACTION = z.discriminatedUnion('action', [
  z.object({ action: z.literal('approve'), number, comment }),
  z.object({ action: z.literal('reject'), number, comment }),
  z.object({ action: z.literal('ask'), number, comment }),
  z.object({ action: z.literal('hold'), number, comment }),
  z.object({ action: z.literal('unhold'), number }),
  z.object({
    action: z.literal('move'),
    number,
    state: z.string().max(40),
    comment,
    closeCode: z.string().max(40).default(''),
  }),
  z.object({ action: z.literal('expire'), number }),
  z.object({ action: z.literal('retry'), registration: z.string().max(32) }),
  z.object({ action: z.literal('advance'), seconds: z.number().int().min(1).max(LONGEST_JUMP_S) }),
  z.object({
    action: z.literal('break'),
    ci: z.string(),
    fault: z.enum(['down', 'unauthorized', 'slow']).nullable(),
  }),
  z.object({ action: z.literal('start'), pipeline: z.string() }),
]);

export type BoardAction = z.infer<typeof BOARD_ACTION>;
