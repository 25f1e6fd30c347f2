/**
 * What an adapter's `approval.ts` implements: its CI's approval API, as ServiceNow calls it.
 *
 * That file is bundled into the ServiceNow app and runs in ServiceNow's engine: synchronous, no Node or
 * browser API, no dependency but `client.ts`, strings in and out. Everything here is a type; nothing of this file is
 * left after compilation.
 */
import type { Finding } from '../check/contract.ts';

/** HTTP to the CI server, and to nothing else. Redirects are not followed. */
export interface ApprovalHttp {
  /** Never throws: a connection that fails is an answer with status 0 and the reason as its body. */
  send(request: ApprovalHttpRequest): ApprovalHttpResponse;
}

export interface ApprovalHttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  /** Whether it brings the decision: ServiceNow keeps that it has left, before it leaves. */
  readonly decides?: true;
  /** Names of headers that a success is read for. */
  readonly reads?: readonly string[];
}

export interface ApprovalHttpResponse {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Of an answer that is no success, without the token: a message may quote a part of it. */
  readonly body: string;
  /** Of a redirect: where it leads, as the CI wrote it, without the token. Nothing was sent there. */
  readonly location?: string;
  /** Of a success whose request `reads` some: those that came, by the names that were given. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One decision to bring to one paused build. */
export interface ApprovalRequest {
  /** The CI server's API base URL, without a trailing slash. */
  readonly server: string;
  /** What the approval API needs to find the pause; already checked against `targetFields`. */
  readonly target: Readonly<Record<string, string>>;
  readonly token: string;
  readonly decision: 'approved' | 'denied';
  /** One sentence for people: `CHG0030001 was rejected`. */
  readonly reason: string;
}

/** A look at a build that nobody has decided about. */
export type BuildRequest = Pick<ApprovalRequest, 'server' | 'target' | 'token'>;

/**
 * What happened, in the app's terms; the app decides what to do next (see docs/architecture.md).
 *
 * - `delivered`: the decision was sent, and reading it back shows so
 * - `taken`: the CI took the decision, and reading it back does not show it yet, or the rest of a denial is still to do
 * - `started`: the decision was sent, and the build's gate, which asks ServiceNow itself, has not passed or failed yet
 * - `stopped`: the build was told to go on, and its gate has failed; it can be told again
 * - `unanswered`: the decision was sent, and nothing says whether the CI took it
 * - `not-paused-yet`: the build has not reached its gate
 * - `already-decided`: a person, or an earlier attempt, was first
 * - `build-ended`: nothing is waiting any more
 * - `contested`: the CI refused the decision as it does where somebody was faster, and does not show that anybody was
 * - `refused`: trying again won't help (401, 403, 404 ...)
 * - `unavailable`: trying again may help (network, 429, 5xx), and no decision was sent
 */
export type ApprovalOutcome =
  | 'delivered'
  | 'taken'
  | 'started'
  | 'stopped'
  | 'unanswered'
  | 'not-paused-yet'
  | 'already-decided'
  | 'build-ended'
  | 'contested'
  | 'refused'
  | 'unavailable';

export interface ApprovalAnswer {
  readonly outcome: ApprovalOutcome;
  /** One sentence for an admin, in the CI's own words where it has some. Holds no token. */
  readonly detail: string;
}

/** What a look at a build shows: why nothing can be sent to it, or that it `waits` at its gate for a decision. */
export interface ApprovalLook {
  readonly outcome: ApprovalOutcome | 'waits';
  /** One sentence for an admin. */
  readonly detail: string;
}

/** A gate that may not exist yet: nothing is registered, and fields of the target that only a running build knows may be absent. */
export interface ExamineRequest {
  /** The CI server's API base URL, without a trailing slash. */
  readonly server: string;
  /** Each field that is there is checked against `targetFields`. */
  readonly target: Readonly<Record<string, string>>;
  readonly token: string;
  /** Of an app's token: the id by which the CI knows the app, as an admin has written it. Empty for any other token. */
  readonly appId: string;
  /** The MID Server that the requests go through; empty where the instance sends them itself. */
  readonly midServer: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** How an undecided change stands, for the people who look at the paused build. */
export interface ProgressRequest {
  /** The CI server's API base URL, without a trailing slash. */
  readonly server: string;
  /** As in `ApprovalRequest`. */
  readonly target: Readonly<Record<string, string>>;
  readonly token: string;
  /** One sentence for people, parts of it written by others: `CHG0030001 is on hold: <its reason>`. */
  readonly reason: string;
  /** The change's page in ServiceNow; empty where the instance does not know its own URL. */
  readonly changeUrl: string;
  /** The group that the change is assigned to; empty for none. */
  readonly assignedTo: string;
  /** Whether the limit allows no further report. */
  readonly isLast: boolean;
}

export interface ProgressAnswer extends ApprovalAnswer {
  /** Whether the report has left, so that it may have arrived, whatever the outcome. */
  readonly sent: boolean;
}

/** Where a CI shows texts of ServiceNow on a paused build. They decide nothing. */
export interface ProgressApi {
  /** The most reports that one pause takes. */
  readonly limit: number;
  /** Whether this target's pause is one that shows them. */
  isShown(target: Readonly<Record<string, string>>): boolean;
  /**
   * Shows a report at a build that has reached its gate, and only there: looks before it sends.
   * Never throws.
   */
  report(request: ProgressRequest, http: ApprovalHttp): ProgressAnswer;
}

/** A token for one call. */
export interface CallToken {
  readonly token: string;
  /** Called when the call is over: revokes a token that was made for it alone. */
  release(): void;
}

/** Which app asks for a token of its own. */
export interface AppTokenRequest {
  /** The CI server's API base URL, without a trailing slash. */
  readonly server: string;
  /** The credential's name in ServiceNow, for messages. */
  readonly credential: string;
  readonly installationId: string;
  /** The build that the token is for: it opens no more than that asks for. */
  readonly target: Readonly<Record<string, string>>;
  /** The claims of `claims`, signed: a JWT. */
  readonly proof: string;
}

/** How an app that is registered with the CI gets tokens of its own; its private key stays in ServiceNow. */
export interface AppTokenApi {
  /**
   * The claims of a JWT that proves who the app is. ServiceNow signs them by RS256.
   *
   * @param now seconds since 1970
   */
  claims(appId: string, now: number): Readonly<Record<string, string | number>>;
  /** Has a token made. Never throws. @returns the token, or the answer that ends the attempt */
  mint(request: AppTokenRequest, http: ApprovalHttp): CallToken | ApprovalAnswer;
}

/** One CI's approval API. */
export interface ApprovalApi {
  /** The contract's `ci`: `codefresh`, `github`, `gitlab`. */
  readonly ci: string;
  /**
   * The fields `target` must have, each with the regular expression that its whole value must match.
   * The values become part of a URL, so a pattern admits nothing that could change the path.
   */
  readonly targetFields: Readonly<Record<string, string>>;
  /**
   * Brings the decision to the build, at most once: looks before it sends, and again after.
   * Never throws.
   */
  deliver(request: ApprovalRequest, http: ApprovalHttp): ApprovalAnswer;
  /**
   * Looks what became of an earlier attempt that may have told the build. Sends no decision; completes what else the
   * decision asks for, where the build has been told. Never throws.
   */
  look(request: ApprovalRequest, http: ApprovalHttp): ApprovalLook;
  /**
   * Whether the gate is a job that asks ServiceNow itself. A build that is over before that job has passed or failed was told
   * nothing, whatever was sent.
   */
  readonly gateAsks?: true;
  /**
   * Looks whether an undecided build is over: `build-ended` where it ended without its gate, or was deleted. What cannot be
   * seen is `refused` or `unavailable`, never over. Reads, and changes nothing. Never throws.
   */
  lookForEnd(request: BuildRequest, http: ApprovalHttp): ApprovalLook;
  /**
   * Looks whether this CI would take a decision from ServiceNow: reads, and changes nothing. Never throws.
   * @returns findings with the ids `ci-server.reached`, `ci-server.token`, `ci-server.sees-gate` and `ci-server.may-answer`, each once
   */
  examine(request: ExamineRequest, http: ApprovalHttp): readonly Finding[];
  /** Left out where the CI has no place for such texts. */
  readonly progress?: ProgressApi;
  /** Left out where the CI knows no apps. */
  readonly appTokens?: AppTokenApi;
  /**
   * The kind of credential with which alone this target's gate can be answered: an app's, or one that holds a `token`. Left
   * out where any will do.
   */
  answeredBy?(target: Readonly<Record<string, string>>): 'app' | 'token' | undefined;
}
