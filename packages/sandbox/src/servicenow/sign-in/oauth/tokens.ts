import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../clock.ts';

/** For whom, and for which application, a token was issued. */
export interface TokenOwner {
  /** sys_id in `sys_user` */
  readonly user: string;
  /** sys_id in `oauth_entity` */
  readonly client: string;
}

interface Token {
  readonly owner: TokenOwner;
  readonly kind: 'access' | 'refresh';
  readonly expires: number;
}

export interface IssuedToken {
  readonly value: string;
  /** Seconds left, rounded down as ServiceNow's answers are: 1799 for a new token of 1800 seconds. */
  readonly expiresIn: number;
}

/**
 * The tokens that the instance has issued.
 * @fact A second token for the same user and application | is the first one, while that lives; `expires_in` says what is
 *   left | documented | r_RESTOAuthExample
 */
export class Tokens {
  readonly #clock: Clock;
  readonly #tokens = new Map<string, Token>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param lifespan seconds */
  issue(kind: Token['kind'], owner: TokenOwner, lifespan: number): IssuedToken {
    const now = this.#clock.now().getTime();
    for (const [value, token] of this.#tokens) {
      if (token.expires <= now) this.#tokens.delete(value);
      else if (token.kind === kind && isSame(token.owner, owner))
        return { value, expiresIn: secondsLeft(token, now) };
    }
    const token = { kind, owner, expires: now + lifespan * 1000 };
    const value = randomBytes(64).toString('base64url');
    this.#tokens.set(value, token);
    return { value, expiresIn: secondsLeft(token, now) };
  }

  /** @returns undefined for a token that is unknown, of the other kind, revoked or past its time */
  owner(kind: Token['kind'], value: string): TokenOwner | undefined {
    const token = this.#tokens.get(value);
    if (token?.kind !== kind || token.expires <= this.#clock.now().getTime()) return undefined;
    return token.owner;
  }

  /** @returns whether there was such a token */
  revoke(value: string): boolean {
    return this.#tokens.delete(value);
  }

  /** Every token of one kind, as an admin does in "Manage Tokens"; without a kind, all of them. */
  revokeAll(kind?: Token['kind']): void {
    for (const [value, token] of this.#tokens) {
      if (kind === undefined || token.kind === kind) this.#tokens.delete(value);
    }
  }
}

function isSame(a: TokenOwner, b: TokenOwner): boolean {
  return a.user === b.user && a.client === b.client;
}

function secondsLeft({ expires }: Token, now: number): number {
  return Math.max(0, Math.ceil((expires - now) / 1000) - 1);
}
