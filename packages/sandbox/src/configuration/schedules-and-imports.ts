/** What the `serviceNow` section says of the times of changes, and of the Import Set API. */
import { z } from 'zod';

const TIME = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, 'write yyyy-MM-dd HH:mm:ss, in UTC');

/** As `Schedules.blackout` and `Schedules.maintenance` take it. */
export const SCHEDULE = z.strictObject({
  name: z.string().min(1),
  windows: z.array(z.strictObject({ start: TIME, end: TIME })),
  cis: z.array(z.string().min(1)).exactOptional(),
  changes: z.string().min(1).exactOptional(),
});

/** As `Imports.define` takes it. */
export const IMPORT = z.strictObject({
  name: z.string().min(1),
  stagingTable: z.string().regex(/^[a-z]\w*$/),
  target: z.string().min(1),
  fields: z.record(z.string().min(1), z.string().min(1)),
  coalesce: z.array(z.string().min(1)).default([]),
});
