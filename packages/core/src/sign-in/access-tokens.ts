export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** A token that is about to expire might be dead on arrival. */
const MARGIN_MS = 30_000;

/** The access tokens of this process, by the grant that they were given for. */
export class AccessTokens {
  readonly #tokens = new Map<string, AccessToken>();

  get(grant: string, now: Date): string | undefined {
    const token = this.#tokens.get(grant);
    return token !== undefined && token.expires - MARGIN_MS > now.getTime() ? token.value : undefined;
  }

  keep(grant: string, token: AccessToken): void {
    this.#tokens.set(grant, token);
  }

  forget(grant: string): void {
    this.#tokens.delete(grant);
  }
}
