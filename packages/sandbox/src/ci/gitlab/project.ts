/** The one project of the sandbox's GitLab, and who may do what in it. */
import type { Pipeline } from './pipeline.ts';

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

export interface ProtectedTag {
  /** `v*` for all that begin so. */
  readonly name: string;
  /** The least role that may create it, and with that run jobs of its pipelines. */
  readonly allowedToCreate: Role;
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
  readonly protectedTags: readonly ProtectedTag[];
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
  protectedTags: [],
  protectedEnvironments: [],
  variablesOverrideRole: 'no_one_allowed',
};

/** Whether a role may do all that another one may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** What a pipeline runs for. */
type Ref = Pick<Pipeline, 'ref' | 'tag'>;

/** Whether a user may run jobs for this branch or tag (app/policies/ci/build_policy.rb). */
export function mayUpdateRef(project: ProjectSettings, ref: Ref, user: string, role: Role): boolean {
  const rule = ruleFor(project, ref);
  return isAtLeast(role, rule?.least ?? 'developer') || (rule?.users ?? []).includes(user);
}

export function isProtected(project: ProjectSettings, ref: Ref): boolean {
  return ruleFor(project, ref) !== undefined;
}

/** What protects a branch or a tag; undefined where nothing does. */
export function ruleFor({ protectedBranches, protectedTags }: ProjectSettings, { ref, tag }: Ref) {
  const rules = tag
    ? protectedTags.map(({ allowedToCreate: least, ...rule }) => ({ least, ...rule }))
    : protectedBranches.map(({ allowedToMerge: least, ...rule }) => ({ least, ...rule }));
  return rules.find(({ name }) => (name.endsWith('*') ? ref.startsWith(name.slice(0, -1)) : name === ref));
}

/** The protected environment of this name; undefined where the project protects none of that name. */
export function protectedEnvironment(
  { protectedEnvironments }: ProjectSettings,
  environment: string,
): ProtectedEnvironment | undefined {
  return protectedEnvironments.find(({ name }) => name === environment);
}
