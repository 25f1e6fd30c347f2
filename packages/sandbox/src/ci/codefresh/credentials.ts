import { randomBytes } from 'node:crypto';
import { objectId } from './object-id.ts';

/**
 * What a key may do.
 * @fact Rights of an API key | told by what it may do; Codefresh has scopes by the kind of thing, and no list of what
 *   each one covers | belief | terraform-provider-codefresh, resource_api_key.go: names only
 */
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

  /** A build's own key, until `revoke`. */
  mint(user: string): string {
    const token = `${objectId()}.${randomBytes(16).toString('hex')}`;
    this.#keys.set(token, { token, user });
    return token;
  }

  revoke(token: string): void {
    this.#keys.delete(token);
  }
}
