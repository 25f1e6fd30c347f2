/** How a deployment ended, in the words of any CI. */
import * as z from 'zod/mini';

/** How a deployment ended; one that was skipped has not been deployed. */
export type Outcome = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What CIs call it, in lower case: GitHub, GitLab, Codefresh, Jenkins, Azure Pipelines. */
const SPELLINGS: Readonly<Record<Outcome, readonly string[]>> = {
  success: ['success', 'successful', 'succeeded', 'passed'],
  failure: ['failure', 'failed', 'error'],
  cancelled: ['cancelled', 'canceled', 'aborted', 'terminated'],
  skipped: ['skipped', 'not_built'],
};

/** An outcome as a person or a CI writes it; an empty one is none. */
export const outcome = z.optional(
  z.pipe(
    z.string(),
    z.transform((text, context): Outcome | undefined => {
      const written = text.trim().toLowerCase();
      if (written === '') return undefined;
      const known = (Object.keys(SPELLINGS) as Outcome[]).find((name) => SPELLINGS[name].includes(written));
      if (known !== undefined) return known;
      context.issues.push({
        code: 'custom',
        message: `is ${JSON.stringify(text)}, which is none of ${Object.keys(SPELLINGS).join(', ')}`,
        input: text,
      });
      return z.NEVER;
    }),
  ),
);
