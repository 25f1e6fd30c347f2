/**
 * What a CI brings so that the scenarios run on it: a driver, over the CI's own public REST API. The pipeline that it starts is the
 * file of docs/live.md, which people put into a scratch project, and which takes these inputs.
 */
import type { OnExchange } from './api.ts';
import type { Pace } from './polling.ts';
import { type Settings, type Variable, wrongUrl } from './settings.ts';

/** What each CI is told by; `CI` chooses between them. */
export const CI_VARIABLES: readonly Variable[] = [
  {
    name: 'CI_URL',
    what: "the base URL of the CI's REST API, letter by letter as ServiceNow has it under CI servers",
    wrong: wrongUrl,
  },
  { name: 'CI_TOKEN', what: 'a token of who starts the pipelines there', secret: true },
];

/** A kind of CI. */
export interface CiKind {
  /** As it calls itself. */
  readonly name: string;
  /** The variables that only this CI needs. */
  readonly variables: readonly Variable[];
  connect(connection: Connection): LiveCi;
}

/** What a scenario's driver gets. */
export interface Connection {
  readonly settings: Settings;
  /** Whose requests they are, for `onExchange`. */
  readonly scenario: string;
  readonly onExchange: OnExchange;
  readonly pace: Pace;
}

export interface LiveCi {
  /**
   * Looks at all that the pipeline needs, and changes nothing.
   * @throws CouldNotBeSeen, or DoesNotHold in a sentence that says what is missing and who can add it
   */
  prepare(): Promise<void>;
  /** The version of a CI that its user runs; undefined where it is the vendor's own. */
  version?(): Promise<string | undefined>;
  /** Starts the pipeline, and finds the build that this is: to the end even when the suite is stopped, which has to stop the build then. */
  start(inputs: BuildInputs): Promise<LiveBuild>;
  /** Why a person's approval in the CI cannot be tried here; `undefined` where it can. */
  readonly noApprovalByHand?: string | undefined;
  /** Why running a build again does not lead to the change that it has opened; `undefined` where it does. */
  readonly noSameChange?: string | undefined;
}

/** What the pipeline of docs/live.md is started with. Each value is text, as it is typed. */
export interface BuildInputs {
  /** Input `data` of `open`: JSON. */
  readonly data: string;
  /** Input `change-number` of `open`; empty for none. */
  readonly changeNumber: string;
  /** Input `stream` of all operations. Each scenario has its own, as a newer deployment of a stream makes an older one outdated. */
  readonly stream: string;
  /** How long the pipeline waits between `open` and its gate. */
  readonly holdSeconds: number;
}

export interface LiveBuild {
  readonly id: string;
  /** Where a person sees it. */
  readonly url: string;
  look(): Promise<BuildView>;
  /** All that its steps have written so far; undefined while the CI has not all of it. */
  log(): Promise<string | undefined>;
  /** A person lets it pass its gate in the CI. Resolves when the CI has taken that. */
  approveByHand(): Promise<void>;
  /** What its CI offers to do with a build that has failed; resolves when the CI shows that it runs again. */
  runAgain(): Promise<void>;
  /** Stops it if it is not over; resolves when the CI has taken that. */
  stop(): Promise<void>;
}

/** A build as its CI shows it. */
export interface BuildView {
  /** Words of the CI, for people. */
  readonly status: string;
  /** Stands at its gate. */
  readonly waiting: boolean;
  /** Nothing of it will run any more. */
  readonly over: boolean;
  /** Is over, and has not failed. */
  readonly succeeded: boolean;
  /** Whether the step that deploys has run; of one that is not over it may be told late. */
  readonly deployed: boolean;
  /** How the gate was answered, by person or callback, oldest first, as its CI shows that; of one that is not over it may be told late. */
  readonly answers: readonly ('approved' | 'denied')[];
}
