/** The one project of the sandbox's GitLab, and who may do what in it. */

/**
 * Least to most.
 * @fact Roles | guest, reporter, developer, maintainer, owner | documented | doc/user/permissions.md
 */
export const ROLES = ['guest', 'reporter', 'developer', 'maintainer', 'owner'] as const;
export type Role = (typeof ROLES)[number];

export interface ProtectedBranch {
  readonly name: string;
  /** The least role that may merge, and with it run jobs of pipelines for this branch. */
  readonly allowedToMerge: Role;
  /** Users who may although their role is less. */
  readonly users?: readonly string[];
}

/** Premium and Ultimate. */
export interface ProtectedEnvironment {
  readonly name: string;
  /** Users who may run jobs with this environment. */
  readonly deployers: readonly string[];
  /** How many must approve before such a job can be run; 0 when left out. */
  readonly requiredApprovals?: number;
  /** Users who may approve. */
  readonly approvers?: readonly string[];
}

export interface ProjectSettings {
  readonly id: number;
  /** `group/project` */
  readonly path: string;
  readonly protectedBranches: readonly ProtectedBranch[];
  readonly protectedEnvironments: readonly ProtectedEnvironment[];
  /**
   * The least role that may set variables when it plays a job (`ci_pipeline_variables_minimum_override_role`);
   * nobody in new projects of GitLab.com.
   */
  readonly variablesOverrideRole: Role | 'no_one_allowed';
}

export const PROJECT: ProjectSettings = {
  id: 1217,
  path: 'globex/webshop',
  protectedBranches: [{ name: 'main', allowedToMerge: 'maintainer' }],
  protectedEnvironments: [],
  variablesOverrideRole: 'no_one_allowed',
};

/** Whether a role may do all that another one may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Whether a user may run jobs for this branch (app/policies/ci/build_policy.rb). */
export function mayUpdateRef(project: ProjectSettings, ref: string, user: string, role: Role): boolean {
  const rule = project.protectedBranches.find((branch) => branch.name === ref);
  if (rule === undefined) return isAtLeast(role, 'developer');
  return isAtLeast(role, rule.allowedToMerge) || (rule.users ?? []).includes(user);
}
