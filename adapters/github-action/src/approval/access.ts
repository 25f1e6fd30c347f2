/**
 * What GitHub's answers say of a token, for `open`, which asks from a job, and for ServiceNow, which asks for itself: what each
 * means, and nothing of how it was asked. Runs inside ServiceNow too: see `ApprovalApi`.
 */

/** What makes a token unusable. */
export interface Fault {
  /** After "the token": `is none that GitHub knows (401)`. */
  readonly what: string;
  /** What to do: a sentence, or two. */
  readonly remedy: string;
  /** Whether the token itself is to blame, and not what it is used on. */
  readonly isOfToken: boolean;
}

const NEW_TOKEN = 'Its owner makes a new one, and an admin keeps it as the secret.';

/**
 * Why GitHub does not show a repository to a token.
 *
 * @param said GitHub's own words, behind a colon; empty for none
 * @returns `null` for an answer that another time, or another address, may have otherwise
 */
export function faultOf(status: number, said: string, repository: string): Fault | null {
  if (status === 401) {
    const what = 'is none that GitHub knows (401): misspelt, expired or revoked';
    return { what, remedy: NEW_TOKEN, isOfToken: true };
  }
  if (status === 404) {
    return {
      what: `does not see ${repository} (404)`,
      remedy:
        "An admin gives its owner access; a fine-grained one must be for this repository and its owner, and may wait for the organization's approval.",
      isOfToken: false,
    };
  }
  if (status === 403 && said !== '' && !isRateLimit(said) && !isAddressRefused(said)) {
    const remedy = 'Its owner authorises it for single sign-on, or makes one that the policy allows.';
    return { what: `is refused by GitHub (403${said})`, remedy, isOfToken: true };
  }
  return null;
}

export function isRateLimit(said: string): boolean {
  return /rate limit/i.test(said);
}

/** Whether an organization takes nothing from the address of whoever asks. */
export function isAddressRefused(said: string): boolean {
  return /IP allow list/i.test(said);
}

/**
 * The scopes of a classic token (GitHub docs, "Scopes for OAuth apps").
 * @param header `X-OAuth-Scopes`; undefined for a fine-grained token, which has none
 */
export function scopesOf(header: string | undefined): readonly string[] | undefined {
  return header === undefined ? undefined : header.split(/,\s*/);
}

/** @returns `null` where the scopes are enough to see a public repository */
export function scopeFault(scopes: readonly string[] | undefined): Fault | null {
  if (scopes === undefined || scopes.indexOf('repo') >= 0 || scopes.indexOf('public_repo') >= 0) return null;
  return { what: 'has no scope repo', remedy: NEW_TOKEN, isOfToken: true };
}

/**
 * @param header `github-authentication-token-expiration`, `2026-12-01 10:00:00 UTC` or with `+0000`: in no page of GitHub's, and read by many clients
 * @returns milliseconds since 1970; NaN for a token that does not expire, or whose end GitHub does not show
 */
export function endOf(header: string | undefined): number {
  const [, day, time, hours, minutes] =
    /^(\S{10}) (\S{8}) (?:UTC|([+-]\d\d)(\d\d))$/.exec(header ?? '') ?? [];
  return Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
}

export const TOKEN_HEADERS = { scopes: 'x-oauth-scopes', end: 'github-authentication-token-expiration' };

/** Whether a token is one that a job, or ServiceNow's call, gets for itself, and so dead soon (GitHub docs, "Token formats"). */
export function isShortLived(token: string): boolean {
  return token.indexOf('ghs_') === 0;
}

/** What each way needs (GitHub docs, "Permissions required for fine-grained personal access tokens"). */
export function neededFor(way: string, workflow: string): string {
  if (way !== 'dispatch') return 'Deployments: read and write, and Actions: read';
  return workflow === '' ? 'Contents: read and write, and Actions: read' : 'Actions: read and write';
}

/** What ServiceNow gives the workflow that it starts, by the names of its inputs. */
export function dispatchInputs(target: Readonly<Record<string, string>>) {
  return {
    'run-id': target.run_id,
    // Another attempt of the run may open its gate again, and wants a start of its own.
    'run-attempt': target.run_attempt,
    'gate-name': target.gate,
    // The commit that was approved: the branch may have moved on since.
    sha: target.sha,
  };
}

/** One of those who may review a deployment (OpenAPI, repos/get-environment). */
export interface Reviewer {
  readonly type: string;
  readonly reviewer: {
    readonly id: number;
    readonly login?: string | undefined;
    readonly slug?: string | undefined;
  };
}

/** A team, as its member sees it; its parent's members are its own. */
export interface OwnTeam {
  readonly id: number;
  readonly parent?: { readonly id: number } | null | undefined;
}

export function isListed(user: { readonly id: number }, reviewers: readonly Reviewer[]): boolean {
  return reviewers.some(({ type, reviewer }) => type === 'User' && reviewer.id === user.id);
}

/** The teams among those who may review. */
export function teamsOf(reviewers: readonly Reviewer[]): readonly Reviewer['reviewer'][] {
  return reviewers.filter(({ type }) => type === 'Team').map(({ reviewer }) => reviewer);
}

export function isInOneOf(teams: readonly Reviewer['reviewer'][], own: readonly OwnTeam[]): boolean {
  return teams.some(({ id }) => own.some((team) => team.id === id || team.parent?.id === id));
}

/**
 * Whether somebody started a run and so may not review it, where self-reviews are prevented (GitHub docs, "Deployments and
 * environments"). One may have started the run and another run it again: no page says who counts.
 *
 * @param startedBy logins: who started the run, and who started this attempt of it
 */
export function hasStarted(
  login: string,
  startedBy: readonly (string | undefined)[],
): 'yes' | 'perhaps' | 'no' {
  const own = startedBy.filter((starter) => starter?.toLowerCase() === login.toLowerCase());
  if (own.length === 0) return 'no';
  return own.length === startedBy.length ? 'yes' : 'perhaps';
}
