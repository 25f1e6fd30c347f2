/**
 * What a check says, and what it asks the Change Gate app: the body and the answer of `POST /api/x_change_gate/v1/checks`, and
 * the answer of `GET /api/x_change_gate/v1/self_test`. The app's sources import this file, so it has types and plain values alone.
 */
import type { CallbackRegistration } from '../callback/contract.ts';

/** Unknown is never good, nor is it bad: what could not be seen says why, and who could show it. */
export const CHECK_OUTCOMES = ['holds', 'does-not-hold', 'could-not-be-seen'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** Who can apply a remedy. */
export const REMEDIERS = ['pipeline author', 'ServiceNow admin', 'Change Gate admin', 'CI admin'] as const;
export type Remedier = (typeof REMEDIERS)[number];

/** One thing that was looked at. */
export interface Finding {
  /** Stable, for machines: lower-case words, `-` and `_`, with dots between its parts: `columns.change_request.on_hold`. */
  readonly id: string;
  /** What was looked at, for people, without a verdict: `Column on_hold of change_request`. */
  readonly title: string;
  readonly outcome: CheckOutcome;
  /** What was found, as one sentence: what is there, what is missing, or why it could not be seen. Holds no secret. */
  readonly detail: string;
  /** What to do, as one sentence; with each that does not hold, and where it helps with one that could not be seen. */
  readonly remedy?: string | undefined;
  /** Stands with each remedy. */
  readonly who?: Remedier | undefined;
}

/**
 * What a pipeline, or a laptop, asks the app. It is a registration that is never made: the app stores none of it, sends no
 * decision, and calls none but the CI server that is listed.
 */
export interface CheckQuestion {
  /** Left out where no CI is asked about: a gate without a callback. */
  readonly gate?: Pick<CallbackRegistration, 'ci' | 'server' | 'credential'> & {
    /** As a registration's, but fields that only a running build knows may be absent. */
    readonly target: Readonly<Record<string, string>>;
  };
}

/** What the app answers: status 200, whatever it finds. */
export interface CheckAnswer {
  readonly app: { readonly version: string; readonly scope: string };
  readonly instance: {
    /** `glide.buildtag`, such as `glide-zurich-07-01-2025__patch2`; empty where the instance does not tell it. */
    readonly release: string;
    /** `instance_name`; empty where it does not tell it. */
    readonly name: string;
    /** When the app answered: UTC, `yyyy-MM-dd HH:mm:ss`. */
    readonly time: string;
  };
  readonly user: {
    /** `user_name` of who asked. */
    readonly name: string;
    /** Whether the user has each role that matters to a pipeline, by its name. */
    readonly roles: Readonly<Record<string, boolean>>;
  };
  /**
   * In this order, as far as the question goes: `ci-server.listed`, `ci-server.reached`, `ci-server.token`,
   * `ci-server.sees-gate`, `ci-server.may-answer`. One that does not hold makes those after it `could-not-be-seen`.
   */
  readonly gate: readonly Finding[];
  /** The self-test as it ended last; `null` where nobody has run it. */
  readonly selfTest: SelfTestAnswer | null;
}

/** Findings of the self-test without which the app registers no build, answers none, or answers one other than it must. */
export const SELF_TEST_OF_CALLBACK: readonly string[] = [
  'self-test.methods',
  'self-test.decision',
  'self-test.redirect',
  'self-test.lock.registration',
  'self-test.lock.delivery',
  'self-test.lock.report',
  'self-test.job.deliver',
  'self-test.privileges',
];

/** Those on what becomes of a token that a registration brings. */
export const SELF_TEST_OF_TOKEN: readonly string[] = ['self-test.token-encrypted', 'self-test.token-wiped'];

/** What the app answers to an admin who runs the self-test, and tells a pipeline of the last one. */
export interface SelfTestAnswer {
  /** When it ran: UTC, `yyyy-MM-dd HH:mm:ss`. */
  readonly ranAt: string;
  readonly appVersion: string;
  /** `glide.buildtag`, as it was then. */
  readonly release: string;
  /** Ids begin with `self-test.`. */
  readonly findings: readonly Finding[];
}
