import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { TokenOwner } from './tokens.ts';

/** Seconds: the longest that RFC 6749 (4.1.2) recommends. What an instance gives is unverified. */
const LIFESPAN = 600;

/** What a person allowed, and what the token request has to repeat. */
export interface CodeGrant {
  readonly owner: TokenOwner;
  /** As the authorization request had it. */
  readonly redirectUri: string;
  /** base64url of the SHA-256 of the code verifier; empty without PKCE. */
  readonly challenge: string;
}

/** A token request's side of a grant. */
export interface Redemption {
  /** sys_id in `oauth_entity` */
  readonly client: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/** The authorization codes that nobody has redeemed. A code is good for one attempt. */
export class AuthorizationCodes {
  readonly #clock: Clock;
  readonly #grants = new Map<string, CodeGrant & { readonly expires: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(grant: CodeGrant): string {
    const now = this.#clock.now().getTime();
    for (const [code, { expires }] of this.#grants) if (expires <= now) this.#grants.delete(code);
    const code = randomBytes(32).toString('base64url');
    this.#grants.set(code, { ...grant, expires: now + LIFESPAN * 1000 });
    return code;
  }

  /** @returns for whom the code was issued; undefined when it is used, too old, or not this client's */
  redeem(code: string, { client, redirectUri, verifier }: Redemption): TokenOwner | undefined {
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    if (grant === undefined || grant.expires <= this.#clock.now().getTime()) return undefined;
    if (grant.owner.client !== client || grant.redirectUri !== redirectUri) return undefined;
    return grant.challenge === '' || grant.challenge === s256(verifier) ? grant.owner : undefined;
  }
}

/** RFC 7636, 4.2 */
function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
