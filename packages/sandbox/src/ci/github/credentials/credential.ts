/** What a request signs in with; what it may do depends on the kind. */
import type { Account, App } from '../directory.ts';
import type { Permissions } from '../options.ts';

export type Credential =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'classic'; readonly user: Account; readonly scopes: ReadonlySet<string> }
  | {
      readonly kind: 'fine-grained';
      readonly user: Account;
      /** `owner/name`; null for all of the user's. */
      readonly repositories: ReadonlySet<string> | null;
      readonly permissions: Permissions;
    }
  | {
      readonly kind: 'installation';
      readonly app: App;
      readonly repositories: ReadonlySet<string> | null;
      readonly permissions: Permissions;
    }
  /** GITHUB_TOKEN */
  | {
      readonly kind: 'job';
      readonly bot: Account;
      readonly repositories: ReadonlySet<string>;
      readonly permissions: Permissions;
    };

/** Who acts; null for nobody. */
export function actor(credential: Credential): Account | null {
  switch (credential.kind) {
    case 'anonymous':
      return null;
    case 'installation':
      return credential.app.bot;
    case 'job':
      return credential.bot;
    default:
      return credential.user;
  }
}

/**
 * Whether it may list its owner's teams.
 * @fact `GET /user/teams` | a classic token needs `user`, `repo` or `read:org` | documented | OpenAPI,
 *   teams/list-for-authenticated-user; that a fine-grained one needs Members: read: belief
 */
export function readsTeams(credential: Credential): boolean {
  if (credential.kind === 'classic') {
    return ['user', 'repo', 'read:org'].some((scope) => credential.scopes.has(scope));
  }
  return credential.kind === 'fine-grained' && (credential.permissions.members ?? 'none') !== 'none';
}
