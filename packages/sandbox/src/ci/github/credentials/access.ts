/** Whether a credential may do something in a repository, and GitHub's words when it may not. */
import type { Role } from '../options.ts';
import type { Repository } from '../repository.ts';
import type { Credential } from './credential.ts';

export interface Requirement {
  /** As `X-Accepted-GitHub-Permissions` names it: `deployments`. */
  readonly permission: string;
  readonly access: 'read' | 'write';
  /** What a person must be in the repository; by default what `access` says. */
  readonly role?: Role;
  /** `false` where GitHub's description says `enabledForGitHubApps: false`. */
  readonly apps?: false;
}

export interface Refusal {
  readonly status: 401 | 403 | 404;
  readonly message: string;
}

const NOT_FOUND: Refusal = { status: 404, message: 'Not Found' };
const ROLES: readonly Role[] = ['read', 'write', 'admin'];

/** @returns null when it may */
export function refusal(credential: Credential, repository: Repository, need: Requirement): Refusal | null {
  switch (credential.kind) {
    case 'anonymous':
      if (repository.private) return NOT_FOUND;
      return need.access === 'read' ? null : { status: 401, message: 'Requires authentication' };
    case 'classic':
      return (
        refusesScopes(credential.scopes, repository, need) ??
        refusesRole(credential.user.login, repository, need)
      );
    case 'fine-grained':
      return (
        refusesPermissions(credential, repository, need, 'personal access token') ??
        refusesRole(credential.user.login, repository, need)
      );
    case 'installation':
    case 'job': {
      const refused = refusesPermissions(credential, repository, need, 'integration');
      if (refused !== null || need.apps !== false) return refused;
      return { status: 403, message: 'Resource not accessible by integration' };
    }
  }
}

/** @fact A classic token without the scope `repo` at a private repository | 404, as for what is not there | belief | none */
function refusesScopes(
  scopes: ReadonlySet<string>,
  repository: Repository,
  need: Requirement,
): Refusal | null {
  if (scopes.has('repo')) return null;
  if (repository.private) return NOT_FOUND;
  if (need.access === 'read' || scopes.has('public_repo')) return null;
  return NOT_FOUND;
}

function refusesRole(login: string, repository: Repository, need: Requirement): Refusal | null {
  const role = repository.role(login);
  if (role === null) return NOT_FOUND;
  const wanted = need.role ?? need.access;
  if (ROLES.indexOf(role) >= ROLES.indexOf(wanted)) return null;
  return { status: 403, message: 'Must have admin rights to Repository.' };
}

/**
 * @fact A permission that a token lacks | 403 `Resource not accessible by integration`, or `by personal
 *   access token`; what is public may be read | documented | troubleshooting-the-rest-api
 */
function refusesPermissions(
  { repositories, permissions }: Extract<Credential, { permissions: unknown }>,
  repository: Repository,
  { permission, access }: Requirement,
  holder: 'integration' | 'personal access token',
): Refusal | null {
  const selected = repositories === null || repositories.has(repository.fullName);
  if (!selected) {
    if (repository.private) return NOT_FOUND;
    if (access === 'read') return null;
  }
  const granted = permission === 'metadata' ? 'read' : (permissions[permission] ?? 'none');
  if (selected && (granted === 'write' || granted === access)) return null;
  // What is public can be read by anybody.
  if (access === 'read' && !repository.private) return null;
  return { status: 403, message: `Resource not accessible by ${holder}` };
}
