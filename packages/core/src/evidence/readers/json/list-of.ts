import * as z from 'zod/mini';
import { MAX_REPORT_CASES, Unreadable } from '../reading.ts';

/**
 * A list that is checked one element after another, up to the first that is wrong: zod's own list keeps a problem for each
 * wrong element, which in a large file of another kind is more than memory holds.
 * @throws Unreadable for a list of more than a million elements
 */
export function listOf<Schema extends z.core.$ZodType>(element: Schema) {
  return z.pipe(
    z.custom<readonly unknown[]>(Array.isArray),
    z.transform((elements, context): z.output<Schema>[] => {
      if (elements.length > MAX_REPORT_CASES)
        throw new Unreadable('holds a list of more than a million elements');
      const read: z.output<Schema>[] = [];
      for (const [index, value] of elements.entries()) {
        const result = z.safeParse(element, value);
        if (!result.success) {
          const [issue] = result.error.issues;
          context.issues.push({
            code: 'custom',
            message: '',
            input: undefined,
            path: [index, ...(issue?.path ?? [])],
          });
          return z.NEVER;
        }
        read.push(result.data);
      }
      return read;
    }),
  );
}
