/** The tokens that are valid now. */

import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import type { Account, App, Directory } from '../directory.ts';
import type { Permissions, PersonalToken } from '../options.ts';
import { readToken } from './authorization.ts';
import type { Credential } from './credential.ts';

/**
 * @fact An installation token | lives an hour, and cannot be renewed | documented |
 *   generating-an-installation-access-token
 */
const INSTALLATION_LIFE_MS = 3_600_000;

interface Valid {
  readonly credential: Credential;
  readonly until: Date | null;
}

export class Credentials {
  readonly #clock: Clock;
  readonly #valid = new Map<string, Valid>();

  constructor(tokens: readonly PersonalToken[], directory: Directory, clock: Clock) {
    this.#clock = clock;
    for (const each of tokens) {
      const credential = personal(each, directory.account(each.user));
      this.#valid.set(each.token, { credential, until: each.expires ?? null });
    }
  }

  /** @param authorization the header; without one, a request is anonymous */
  find(authorization: string | undefined): Credential | undefined {
    if (authorization === undefined) return { kind: 'anonymous' };
    const valid = this.#valid.get(readToken(authorization));
    if (valid?.until && valid.until <= this.#clock.now()) return undefined;
    return valid?.credential;
  }

  /** When a person's token expires; null for never. */
  expiry(authorization: string | undefined): Date | null {
    return this.#valid.get(readToken(authorization ?? ''))?.until ?? null;
  }

  mintForInstallation(
    app: App,
    repositories: ReadonlySet<string> | null,
    permissions: Permissions,
  ): { token: string; expires: Date } {
    const token = installationToken(app.id);
    const expires = new Date(this.#clock.now().getTime() + INSTALLATION_LIFE_MS);
    const credential = { kind: 'installation', app, repositories, permissions } as const;
    this.#valid.set(token, { credential, until: expires });
    return { token, expires };
  }

  /**
   * A job's own token.
   * @fact GITHUB_TOKEN | ends with its job, and reads contents and packages unless `permissions` says
   *   otherwise | documented | automatic-token-authentication
   */
  mintForJob(bot: Account, repository: string, permissions: Permissions): string {
    // The App of GitHub Actions.
    const token = installationToken(15368);
    const repositories = new Set([repository]);
    this.#valid.set(token, { credential: { kind: 'job', bot, repositories, permissions }, until: null });
    return token;
  }

  revoke(token: string): void {
    this.#valid.delete(token);
  }
}

/**
 * @fact The form of an installation token | `ghs_APPID_JWT`, of changing length | documented | changelog,
 *   April 2026
 */
function installationToken(app: number): string {
  const part = (bytes: number) => randomBytes(bytes).toString('base64url');
  return `ghs_${app}_${part(60)}.${part(120 + (randomBytes(1)[0] ?? 0))}.${part(256)}`;
}

function personal(token: PersonalToken, user: Account): Credential {
  if (token.kind === 'classic') return { kind: 'classic', user, scopes: new Set(token.scopes) };
  const { repositories, permissions } = token;
  return {
    kind: 'fine-grained',
    user,
    repositories: repositories === undefined ? null : new Set(repositories),
    permissions,
  };
}
