import * as z from 'zod/mini';

/**
 * A field as `sysparm_display_value=all` and the Change Management API give it: the raw value and what people
 * see. The Table API has text only; newer releases of the other send numbers and booleans too.
 */
export const fieldValue = z.lazy(() => {
  const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
  return z.object({
    value: z.pipe(
      scalar,
      z.transform((value) => String(value ?? '')),
    ),
    display_value: z.pipe(
      z.optional(scalar),
      z.transform((value) => String(value ?? '')),
    ),
  });
});
