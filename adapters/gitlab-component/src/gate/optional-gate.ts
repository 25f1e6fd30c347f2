/** Jobs that GitLab keeps where it leaves their gate out (GitLab docs, `needs:optional`). */
import { type ConfiguredJob, keywordsOf, listOf } from './configuration.ts';

/** A warning for each job that needs the gate only if there is one. */
export function warnOfOptionalGate(prefix: string, jobs: readonly ConfiguredJob[]): string[] {
  const gate = `${prefix}:gate`;
  // Values are the text that was written.
  return jobs
    .filter(({ keywords }) =>
      listOf(keywords.needs)
        .map(keywordsOf)
        .some(({ job, optional }) => job === gate && optional === 'true'),
    )
    .map(
      ({ name }) =>
        `Job ${name} needs ${gate} with optional: true, so a pipeline whose rules leave the gate out would deploy without a change. ` +
        'Take optional away, and give both the same rules.',
    );
}
