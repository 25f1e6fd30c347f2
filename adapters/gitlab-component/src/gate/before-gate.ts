/**
 * The jobs that deploy and do not wait for the gate. One with `needs` starts when those that it names have ended, whatever its
 * stage is (GitLab docs, `needs`).
 */
import { GateError } from '@change-gate/core';
import { asksServiceNow, type Configuration, type ConfiguredJob } from './configuration.ts';
import type { GatedStages } from './deployment.ts';
import { type AskedPipeline, isOf, listAllJobs } from './pipeline-jobs.ts';

/**
 * Checks that each job of the stages that deploy waits for the gate, directly or not, or asks ServiceNow itself.
 * @param pipeline is asked which jobs it has, since the configuration has those that the rules leave out as well: a job that needs
 *   such a one with `optional: true` does not wait for it
 * @throws GateError GATE_UNSAFE. What GitLab does not show is not checked
 */
export async function checkJobsWait(
  { prefix, stages }: GatedStages,
  configuration: Configuration,
  pipeline: AskedPipeline,
): Promise<void> {
  const gate = configuration.jobs.find(({ name }) => name === `${prefix}:gate`);
  // GitLab does not show the configuration.
  if (gate === undefined) return;
  const listed = await listAllJobs(pipeline);
  const jobs = configuration.jobs.filter((job) => listed?.some(({ name }) => isOf(name, job.name)));
  const found = jobs.find(
    ({ name, stage, keywords }) =>
      stages.includes(stage) && !asksServiceNow(keywords) && !waits(name, gate, { ...configuration, jobs }),
  );
  if (found === undefined) return;
  throw new GateError(
    'GATE_UNSAFE',
    `Job ${found.name} is in stage ${found.stage} and does not wait for ${gate.name}, so it would deploy before anybody has approved. ` +
      `Add ${gate.name} to its needs. If it does not deploy, put it into a stage that is not in deploy-stages.`,
  );
}

/** @param seen names of jobs that wait for this one */
function waits(
  name: string,
  gate: ConfiguredJob,
  configuration: Configuration,
  seen: readonly string[] = [],
): boolean {
  if (name === gate.name) return true;
  const job = configuration.jobs.find((one) => one.name === name);
  if (job === undefined || seen.includes(name)) return false;
  const position = ({ stage }: ConfiguredJob) => [...configuration.stages, '.post'].indexOf(stage);
  return job.needs === null
    ? position(job) > position(gate)
    : job.needs.some((needed) => waits(needed, gate, configuration, [...seen, name]));
}
