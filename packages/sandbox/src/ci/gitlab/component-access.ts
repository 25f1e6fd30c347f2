/** Who may use a project that publishes components: their configuration, and the images of its registry. */
import { isAtLeast, type Role } from './project.ts';

export interface ComponentAccess {
  /** Public when left out. An internal one is the same here: no user of the sandbox is external. */
  readonly visibility?: 'public' | 'internal' | 'private';
  /** Roles by user. */
  readonly members?: Readonly<Record<string, Role>>;
  /** Paths of the projects whose job tokens a private one lets in: *Settings > CI/CD > Job token permissions*. */
  readonly jobTokenAllowlist?: readonly string[];
}

/**
 * @fact Who may include a component of a private project, or pull an image from its registry | who has the role Reporter
 *   there, or a higher one; those of public and internal projects: everybody | source | app/policies/project_policy.rb;
 *   includes are those of the pipeline's user: lib/gitlab/ci/components/instance_path.rb, `fetch_content!`
 */
export function mayRead({ visibility, members = {} }: ComponentAccess, user: string): boolean {
  if (visibility !== 'private') return true;
  const role = Object.hasOwn(members, user) ? members[user] : undefined;
  return role !== undefined && isAtLeast(role, 'reporter');
}

/**
 * @fact A job's pull of an image of another project's registry | needs what the job's user may there, and of a private
 *   project also that its job token allowlist has the job's project; a job always pulls from its own project | source |
 *   app/services/auth/container_registry_authentication_service.rb, `build_can_pull?`; app/policies/project_policy.rb,
 *   `project_allowed_for_job_token`
 * @param project the path of the job's
 */
export function jobMayPull(access: ComponentAccess, user: string, project: string): boolean {
  if (!mayRead(access, user)) return false;
  return access.visibility !== 'private' || (access.jobTokenAllowlist ?? []).includes(project);
}
