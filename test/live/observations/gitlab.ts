/** What the sandbox's GitLab has switches for, as releases of GitLab differ. */
import { Gitlab } from '../ci/gitlab.ts';
import type { Observation } from '../scenario.ts';
import { CouldNotBeSeen } from '../verdict.ts';

export const manualJobsOfCanceled: Observation = {
  name: 'observe-manual-jobs-of-canceled',
  claim: 'The status of the gate when its pipeline is canceled while it waits',
  answers: ['canceled', 'manual'],
  async run(stage) {
    const { build } = await stage.startAndPause();
    await build.stop();
    await stage.over(build);
    if (!(stage.ci instanceof Gitlab)) throw new Error('That is observed of GitLab alone');
    return (await stage.ci.gateOf(build.id))?.status ?? 'no such job';
  },
};

/** What GitLab answers to who may not. */
const REFUSED: readonly string[] = ['401', '403', '404'];

/** What the job `test` prints of its requests with `CI_JOB_TOKEN`. */
const ANSWERS = /job token: jobs (\d{3}), bridges (\d{3})/;

export const jobTokenAtJobs: Observation = {
  name: 'observe-job-token-at-jobs',
  claim:
    "Which lists of a pipeline's jobs are for the token of a job: of all, of all but those that start a pipeline, of none",
  answers: ['listsAll', 'lists', 'refused'],
  async run(stage) {
    const build = await stage.start();
    await stage.atGate(build);
    const [, jobs, bridges] = ANSWERS.exec(await stage.logOf(build)) ?? [];
    if (jobs === undefined) throw new CouldNotBeSeen(`No job of ${build.url} says what it was answered`);
    // Whatever else it may be, such as an error of the server, is told as it is.
    if (jobs === '200' && bridges === '200') return 'listsAll';
    if (jobs === '200' && REFUSED.includes(bridges ?? '')) return 'lists';
    return REFUSED.includes(jobs) ? 'refused' : `${jobs}, ${bridges}`;
  },
};
