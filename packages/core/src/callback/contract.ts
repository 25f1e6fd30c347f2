/**
 * The callback contract: what a pipeline hands to ServiceNow when it registers its gate, whatever the CI.
 * It is the body of `POST /api/x_change_gate/v1/registrations`.
 */
import type { StreamBase, StreamPosition } from '../evidence/contract.ts';
import type { PolicyContract } from '../policy/fields.ts';

export interface CallbackRegistration {
  readonly change: {
    /** `CHG0030001` */
    readonly number: string;
    /** 32 hex digits */
    readonly sys_id: string;
  };
  readonly build: {
    readonly id: string;
    /** Where a person sees the build. */
    readonly url: string;
  };
  /** Which approval API: `codefresh`, `github`, `gitlab`. */
  readonly ci: string;
  /** The CI server's API base URL; must be one that the instance's admin has listed. */
  readonly server: string;
  /** What the approval API needs to find the pause: a few named strings. */
  readonly target: Readonly<Record<string, string>>;
  /** A token for this registration alone, or the name of an alias that ServiceNow keeps. */
  readonly credential: { readonly token: string } | { readonly alias: string };
  readonly policy: PolicyContract;
  /** Idempotency key, and the change's correlation id: 1 to 100 of `A-Z a-z 0-9 . _ : / -`. */
  readonly key: string;
  /** Where this build stands, for the answer to tell what its stream has deployed last. */
  readonly position?: StreamPosition | undefined;
}

/** What ServiceNow answers: 201 for a new registration, 200 when the key was known. */
export interface RegistrationAnswer {
  readonly sys_id: string;
  readonly key: string;
  /** The sys_id of the change. An older app does not tell it. */
  readonly change?: string | undefined;
  /** `waiting`, `due`, `delivering`, `delivered` ... */
  readonly status: string;
  readonly decision: string;
  readonly reason: string;
  /** What the stream has deployed last; `null` where it has deployed nothing that the app knows of. Absent where it was not asked. */
  readonly base?: StreamBase | null | undefined;
}

/** What the app takes of each; core refuses the rest before there is a change that nobody would answer for. */
export const TOKEN_PATTERN = /^[!-~]{1,2000}$/;
export { isReferenceForToken } from '../unfilled-reference.ts';
export const ALIAS_PATTERN = /^[A-Za-z0-9._-]{1,100}$/;
export const PROCEED_STATE_PATTERN = /^(?:-?\d{1,6}|model)$/;
export const MAX_PROCEED_STATES = 10;
export const CHANGE_NUMBER_PATTERN = /^[A-Z]{1,20}\d{1,20}$/;

/** ServiceNow's `correlation_id` holds 100 characters (sys_dictionary, task table). */
export const KEY_MAX_LENGTH = 100;
