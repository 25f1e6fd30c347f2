import type { Settings, Switches } from '../../behaviours/switch.ts';

/** What `behaviours` of a GitHub server may change: no page says what a gate means to a concurrency group. */
export const GITHUB_SWITCHES = {
  memberAtGate: {
    about: 'A run or a job that has its concurrency group and waits at a gate',
    settings: { holds: 'holds the group', pending: 'counts as pending: a newer one cancels it' },
    mark: 'belief',
    source: 'concurrency: only one member is pending; nothing of gates',
  },
  groupOfJob: {
    about: 'The concurrency group of a job',
    settings: { behindGate: 'is taken behind its gate', beforeGate: 'is taken before its gate' },
    mark: 'belief',
    source: 'concurrency: nothing of gates',
  },
} as const satisfies Switches;

export type GithubBehaviours = Settings<typeof GITHUB_SWITCHES>;
