/** How a deployment ended, in the words of any CI. */
import * as z from 'zod/mini';

/** How a deployment ended; one that was skipped has not been deployed. `partial`: some of its jobs succeeded, others were skipped. */
export type Outcome = 'success' | 'failure' | 'cancelled' | 'skipped' | 'partial';

/** What CIs call it, in lower case: GitHub, GitLab, Codefresh, Jenkins, Azure Pipelines. The worst first. */
const SPELLINGS: readonly (readonly [Outcome, readonly string[]])[] = [
  ['failure', ['failure', 'failed', 'error']],
  ['cancelled', ['cancelled', 'canceled', 'aborted', 'terminated']],
  ['skipped', ['skipped', 'not_built']],
  ['success', ['success', 'successful', 'succeeded', 'passed']],
];

/** An outcome as a person or a CI writes it, or those of several jobs, of which the worst counts; an empty one is none. */
export const outcome = z.optional(
  z.pipe(
    z.string(),
    z.transform((text, context): Outcome | undefined => {
      if (text.trim() === '') return undefined;
      const written = text.split(',').map((word) => word.trim().toLowerCase());
      const unknown = written.filter((word) => !SPELLINGS.some(([, words]) => words.includes(word)));
      if (unknown.length === 0) {
        const found = SPELLINGS.filter(([, words]) => written.some((word) => words.includes(word)));
        const [worst, ...better] = found.map(([meaning]) => meaning);
        return worst === 'skipped' && better.length > 0 ? 'partial' : worst;
      }
      context.issues.push({
        code: 'custom',
        message: `is ${JSON.stringify(text)}, which is none of success, failure, cancelled, skipped`,
        input: text,
      });
      return z.NEVER;
    }),
  ),
);
