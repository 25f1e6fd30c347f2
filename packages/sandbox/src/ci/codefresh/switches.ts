import type { Settings, Switches } from '../../behaviours/switch.ts';

/** What `behaviours` of a Codefresh server may change: no page says how Codefresh does it. */
export const CODEFRESH_SWITCHES = {
  answerWhenNotPaused: {
    about: 'Approve and deny, when the build does not wait for a decision',
    settings: { error: '400', ok: '200, and nothing happens' },
    mark: 'belief',
    source: 'the OpenAPI has `200` alone',
  },
  deniedStatus: {
    about: 'The status of a build that was denied',
    settings: { error: '`error`', denied: '`denied`', terminated: '`terminated`' },
    mark: 'belief',
    source: "steps/approval: the build is marked as failed; the CLI's filters know no `denied`",
  },
  stepKey: {
    about: "The key `CF_API_KEY` of a build's steps",
    settings: { livesOn: 'lives as long as the build', endsAtPause: 'is not valid after the first pause' },
    mark: 'belief',
    source: 'variables: the name',
  },
} as const satisfies Switches;

export type CodefreshBehaviours = Settings<typeof CODEFRESH_SWITCHES>;
