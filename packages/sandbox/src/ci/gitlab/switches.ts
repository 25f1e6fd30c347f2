import type { Settings, Switches } from '../../behaviours/switch.ts';

/** What `behaviours` of a GitLab server may change: releases differ. */
export const GITLAB_SWITCHES = {
  jobTokenAtJobs: {
    about: 'A list of jobs with the token of a job',
    settings: { lists: 'is given', refused: '401' },
    mark: 'source',
    source: 'policy `read_jobs` of 2025; before it, gitlab-org/gitlab#37136',
  },
  manualJobsOfCanceled: {
    about: 'The manual jobs of a pipeline that is canceled',
    settings: { canceled: 'are `canceled`, and stay playable', manual: 'stay `manual`, and playable' },
    mark: 'source',
    source: 'has_status.rb, since gitlab-org/gitlab!159776 (2025); before it',
  },
} as const satisfies Switches;

export type GitlabBehaviours = Settings<typeof GITLAB_SWITCHES>;
