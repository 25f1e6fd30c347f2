import type { LiveJob } from '../live-job.ts';
import { jobsBefore } from '../processing.ts';

/**
 * @fact Whose artifacts and dotenv variables a job gets | all of earlier stages, or those that it `needs`,
 *   or its `dependencies` | documented | doc/ci/yaml/index.md, needs:artifacts and dependencies
 */
export function producersOf(job: LiveJob, jobs: readonly LiveJob[]): LiveJob[] {
  const { needs, needsArtifactsOf, dependencies } = job.definition;
  return jobsBefore(job, jobs).filter(
    ({ name }) =>
      (needs === null || needsArtifactsOf.includes(name)) &&
      (dependencies === null || dependencies.includes(name)),
  );
}
