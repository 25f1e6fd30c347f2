import { randomBytes } from 'node:crypto';
import { objectId } from './object-id.ts';

/** Which of Codefresh's scopes covers what is not documented, so a key is told by what it may do. */
export type Permission = 'read-builds' | 'run' | 'decide' | 'annotate';

/** An API key of the account. Codefresh names the key's owner as the one who approved. */
export interface ApiKey {
  /** Sent raw in `Authorization`, without `Bearer`; Codefresh's have the form `<24 hex>.<32 hex>`. */
  readonly token: string;
  readonly user: string;
  /** Everything when left out. */
  readonly may?: readonly Permission[];
}

export class ApiKeys {
  readonly #keys: Map<string, ApiKey>;

  constructor(keys: readonly ApiKey[]) {
    this.#keys = new Map(keys.map((key) => [key.token, key]));
  }

  /** The key in an `Authorization` header; undefined when it is none of this account. */
  find(authorization: string | undefined): ApiKey | undefined {
    return authorization === undefined ? undefined : this.#keys.get(authorization);
  }

  /**
   * A build's own key, the step's `CF_API_KEY`. Whether Codefresh's outlives the pause is not documented;
   * this one does, and ends with the build.
   */
  mint(user: string): string {
    const token = `${objectId()}.${randomBytes(16).toString('hex')}`;
    this.#keys.set(token, { token, user });
    return token;
  }

  revoke(token: string): void {
    this.#keys.delete(token);
  }
}
