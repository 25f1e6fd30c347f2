/** What no page tells of a CI and a run shows, by the value of `CHANGE_GATE_LIVE_CI`. */
import { approveTooEarly, deniedStatus, keyAfterPause } from './observations/codefresh.ts';
import { jobTokenAtJobs, manualJobsOfCanceled } from './observations/gitlab.ts';
import type { Observation } from './scenario.ts';

export const OBSERVATIONS: Readonly<Record<string, readonly Observation[]>> = {
  codefresh: [deniedStatus, approveTooEarly, keyAfterPause],
  gitlab: [manualJobsOfCanceled, jobTokenAtJobs],
};
