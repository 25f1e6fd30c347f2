/**
 * The jobs that deploy and do not wait for the gate. One with `needs` starts when those that it names have ended, whatever its
 * stage is (GitLab docs, `needs`).
 */
import { GateError } from '@change-gate/core';
import { type Configuration, type ConfiguredJob, needsNoGate } from './configuration.ts';
import type { GatedStages } from './deployment.ts';

/**
 * Checks that each job of the stages that deploy waits for the gate, directly or not, or asks ServiceNow itself.
 * @throws GateError GATE_UNSAFE. What GitLab does not show is not checked
 */
export function checkJobsWait({ prefix, stages }: GatedStages, configuration: Configuration): void {
  const gate = configuration.jobs.find(({ name }) => name === `${prefix}:gate`);
  // GitLab does not show the configuration.
  if (gate === undefined) return;
  const free = configuration.jobs.find(
    ({ name, stage, keywords }) =>
      stages.includes(stage) && !needsNoGate(keywords) && !waits(name, gate, configuration),
  );
  if (free === undefined) return;
  throw new GateError(
    'GATE_UNSAFE',
    `Job ${free.name} is in stage ${free.stage} and does not wait for ${gate.name}, so it would deploy before anybody has approved.`,
    {
      remedy: `Add ${gate.name} to its needs. If it does not deploy, put it into a stage that is not in deploy-stages.`,
    },
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
