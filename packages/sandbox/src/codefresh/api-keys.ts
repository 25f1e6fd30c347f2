import { randomBytes } from 'node:crypto';
import { objectId } from './object-id.ts';

/** An API key of the account. Codefresh names the key's owner as the one who approved. */
export interface ApiKey {
  /** Sent raw in `Authorization`, without `Bearer`; Codefresh's have the form `<24 hex>.<32 hex>`. */
  readonly token: string;
  readonly user: string;
}

export class ApiKeys {
  readonly #users: Map<string, string>;

  constructor(keys: readonly ApiKey[]) {
    this.#users = new Map(keys.map(({ token, user }) => [token, user]));
  }

  /** The owner of the key in an `Authorization` header; undefined when it is no key of this account. */
  owner(authorization: string | undefined): string | undefined {
    return authorization === undefined ? undefined : this.#users.get(authorization);
  }

  /**
   * A build's own key, the step's `CF_API_KEY`. Whether Codefresh's outlives the pause is not documented;
   * this one does, and ends with the build.
   */
  mint(user: string): string {
    const token = `${objectId()}.${randomBytes(16).toString('hex')}`;
    this.#users.set(token, user);
    return token;
  }

  revoke(token: string): void {
    this.#users.delete(token);
  }
}
