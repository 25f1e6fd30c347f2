/** What a job's GITHUB_TOKEN may do (GitHub docs, workflow syntax, `permissions`). */
import type { Permissions } from '../options.ts';
import type { PermissionsShape } from './shape.ts';

interface WithPermissions {
  readonly permissions?: PermissionsShape | undefined;
}

/** GitHub's restricted default. */
const RESTRICTED: Permissions = { contents: 'read', packages: 'read', metadata: 'read' };

const NAMES = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'packages',
  'pull-requests',
  'statuses',
];

const LEVELS = ['none', 'read', 'write'];

/**
 * @fact Permissions of a called workflow's jobs | those of the calling job where the called workflow says
 *   nothing; never more | documented | reuse-workflows
 * @param inherited of the job that calls the workflow: where a called workflow and its job say nothing, they have these
 */
export function permissionsOf(
  job: WithPermissions,
  workflow: WithPermissions,
  inherited = RESTRICTED,
): Permissions {
  const given = job.permissions ?? workflow.permissions;
  return given === undefined ? inherited : listed(given);
}

/**
 * @fact A run of a pull request from a fork | gets no secrets, and a GITHUB_TOKEN that reads at most; no ID token |
 *   documented | events-that-trigger-workflows, pull requests from forked repositories
 */
export function readOnly(permissions: Permissions): Permissions {
  const lowered = Object.entries(permissions).map(
    ([name, access]) => [name, access === 'write' ? 'read' : access] as const,
  );
  return { ...Object.fromEntries(lowered), 'id-token': 'none' };
}

/** Where something is said, the rest is none. */
function listed(given: PermissionsShape): Permissions {
  if (typeof given === 'object') return { ...given, metadata: 'read' };
  const access = given === 'read-all' ? 'read' : 'write';
  const all = Object.fromEntries(NAMES.map((name) => [name, access] as const));
  return { ...all, metadata: 'read', 'id-token': access === 'write' ? 'write' : 'none' };
}

/**
 * What is asked for beyond what is allowed, in GitHub's words.
 * @returns null when there is nothing
 */
export function excess(given: PermissionsShape | undefined, allowed: Permissions): string | null {
  if (given === undefined) return null;
  const level = (access = 'none') => LEVELS.indexOf(access);
  const beyond = Object.entries(listed(given)).filter(
    ([name, access]) => level(access) > level(allowed[name]),
  );
  if (beyond.length === 0) return null;
  const asked = beyond.map(([name, access]) => `${name}: ${access}`).join(', ');
  const had = beyond.map(([name]) => `${name}: ${allowed[name] ?? 'none'}`).join(', ');
  return `is requesting '${asked}', but is only allowed '${had}'`;
}
