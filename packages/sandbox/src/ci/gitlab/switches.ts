import type { Settings, Switches } from '../../behaviours/switch.ts';

/** What `behaviours` of a GitLab server may change: releases differ. */
export const GITLAB_SWITCHES = {
  jobTokenAtJobs: {
    about: 'A list of jobs with the token of a job',
    settings: {
      lists: 'is given; one of jobs that start a pipeline (`bridges`): 401',
      listsAll: 'is given, `bridges` too',
      refused: '401',
    },
    mark: 'source',
    source:
      'lib/api/ci/pipelines.rb, `job_token_allowed`; without bridges: gitlab-org/gitlab#554448; before 2025: gitlab-org/gitlab#37136',
  },
  manualJobsOfCanceled: {
    about: 'The manual jobs of a pipeline that is canceled',
    settings: { canceled: 'are `canceled`, and stay playable', manual: 'stay `manual`, and playable' },
    mark: 'source',
    source: 'has_status.rb, since gitlab-org/gitlab!159776 (2025); before it',
  },
} as const satisfies Switches;

export type GitlabBehaviours = Settings<typeof GITLAB_SWITCHES>;
