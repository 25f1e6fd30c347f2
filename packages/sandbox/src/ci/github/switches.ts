import type { Settings, Switches } from '../../behaviours/switch.ts';

/** What `behaviours` of a GitHub server may change: no page of GitHub's says what a gate means to a concurrency group. */
export const GITHUB_SWITCHES = {
  memberAtGate: {
    about: 'A run or a job that has its concurrency group and waits at a gate',
    settings: { holds: 'holds the group', pending: 'counts as pending: a newer one cancels it' },
    mark: 'third party',
    source:
      'dotnet/docs#28144: all later runs wait for one at its gate; hypothesis/lms#4533: jobs at their gates cancel each other',
  },
  groupOfJob: {
    about: 'The concurrency group of a job',
    settings: { behindGate: 'is taken behind its gate', beforeGate: 'is taken before its gate' },
    mark: 'third party',
    source: 'hypothesis/lms#4533: before; concurrency: nothing of gates',
  },
} as const satisfies Switches;

export type GithubBehaviours = Settings<typeof GITHUB_SWITCHES>;
