/** What the `serviceNow` section says of the times of changes. */
import { z } from 'zod';

const TIME = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, 'write yyyy-MM-dd HH:mm:ss, in UTC');

/** As `Schedules.blackout` and `Schedules.maintenance` take it. */
export const SCHEDULE = z.strictObject({
  name: z.string().min(1),
  windows: z.array(z.strictObject({ start: TIME, end: TIME })),
  cis: z.array(z.string().min(1)).exactOptional(),
  changes: z.string().min(1).exactOptional(),
});
