/**
 * Whether somebody may play a gate: who may push or merge to its protected branch, may create its protected tag, or deploys to its
 * protected environment (GitLab docs, "Add a job that runs manually"; app/policies/ci/build_policy.rb).
 */
import { inPath } from '@change-gate/core/approval-client';
import { broken, holds, isObject, type Seen, uncertain } from '@change-gate/core/approval-findings';

export interface Gate {
  /** Of the gate's job; empty for none. */
  readonly environment: string;
  /** What its pipeline runs for; undefined where there is no pipeline yet. */
  readonly ref: string | undefined;
  readonly tag: boolean;
}

interface Answer {
  readonly status: number;
  /** `null` for an answer that is no success, or no JSON. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** Below the project. */
type Read = (path: string) => Answer;

/** GitLab docs, "Roles and permissions": 30. */
const DEVELOPER = 30;

const MEMBER = 'See that it is a member with the role Developer or higher.';

/** @param user the id of the token's user; NaN where GitLab does not tell */
export function mayPlay(gate: Gate, project: string, user: number, read: Read): Seen {
  if (!(user > 0)) return look('GitLab does not show who the user of the token is.', MEMBER);
  // With inherited and invited members (GitLab docs, "Members API").
  const member = read(`/members/all/${user}`);
  const level = Number(member.body?.access_level);
  if (!(level >= 0)) {
    return look(
      `GitLab does not show the role of the token's user in project ${project} (${member.status}).`,
      MEMBER,
    );
  }
  const asked: Asked = { gate, who: { user, level }, read };
  const byEnvironment = gate.environment === '' ? null : mayDeploy(asked);
  if (byEnvironment !== null) return byEnvironment;
  if (level < DEVELOPER) {
    return broken(
      `The token's user has a role below Developer (${level}) in project ${project}, and may play no job there.`,
      'Give it the role Developer, and let it merge to the branch of the pipeline; or the role Maintainer.',
      'CI admin',
    );
  }
  if (gate.ref === undefined) {
    return look(
      "The token's user has a role that may play jobs; whether it may those of the pipeline's branch shows in a pipeline alone.",
      'See that it may push or merge to the branch that is deployed.',
    );
  }
  return mayUpdate(asked, gate.ref);
}

interface Asked {
  readonly gate: Gate;
  readonly who: Who;
  readonly read: Read;
}

interface Who {
  readonly user: number;
  readonly level: number;
}

/** @returns `null` where the environment is not protected */
function mayDeploy({ gate, who, read }: Asked): Seen | null {
  const { environment } = gate;
  const { status, body } = read(`/protected_environments/${inPath(environment)}`);
  if (status === 404) return null;
  const deploys = allowed(body?.deploy_access_levels, who);
  const approves =
    Array.isArray(body?.approval_rules) && body.approval_rules.length > 0
      ? allowed(body.approval_rules, who)
      : 'yes';
  if (deploys === 'yes' && approves === 'yes')
    return holds(
      `The token's user may deploy to the protected environment ${environment}, and approve there.`,
    );
  const remedy = `Add it under Settings > CI/CD > Protected environments > ${environment}, to those who deploy and to those who approve.`;
  return deploys === 'no' || approves === 'no'
    ? broken(
        `The token's user may not ${deploys === 'no' ? 'deploy to' : 'approve at'} the protected environment ${environment}.`,
        remedy,
        'CI admin',
      )
    : look(
        `GitLab does not show who may deploy to the protected environment ${environment} (${status}).`,
        remedy,
      );
}

function mayUpdate({ gate, who, read }: Asked, ref: string): Seen {
  const what = `${gate.tag ? 'tag' : 'branch'} ${ref}`;
  const kind = gate.tag ? 'tags' : 'branches';
  const { status, body } = read(`/repository/${kind}/${inPath(ref)}`);
  const remedy = gate.tag
    ? 'See under Settings > Repository > Protected tags that its role may create it.'
    : 'Let it merge to this branch under Settings > Repository > Protected branches, or give it the role Maintainer.';
  const can = holds(`The token's user may run the jobs of ${what}.`);
  if (body?.protected === false) return can;
  if (body === null || gate.tag)
    return look(
      `GitLab does not show whether the token's user may run the jobs of ${what} (${status}).`,
      remedy,
    );
  // `can_push` is of whoever asks (GitLab docs, "Branches API").
  if (body.can_push === true || body.developers_can_merge === true || body.developers_can_push === true)
    return can;
  const rule = read(`/protected_branches/${inPath(ref)}`);
  const merges = rule.body === null ? 'perhaps' : allowed(rule.body.merge_access_levels, who);
  if (merges === 'yes') return can;
  const detail = `The token's user may not push to the protected ${what}`;
  return merges === 'no'
    ? broken(`${detail}, nor merge to it, and so plays no job of its pipelines.`, remedy, 'CI admin')
    : look(`${detail}, and GitLab does not show whether it may merge to it (${rule.status}).`, remedy);
}

/** @param levels of a protection: a role and all above it, one user, or a group */
function allowed(levels: unknown, { user, level }: Who): 'yes' | 'no' | 'perhaps' {
  if (!Array.isArray(levels)) return 'perhaps';
  const entries = levels.filter(isObject);
  const isRole = (entry: Entry) => !entry.user_id && !entry.group_id && !entry.deploy_key_id;
  const may = entries.some(
    (entry) =>
      entry.user_id === user ||
      (isRole(entry) && Number(entry.access_level) > 0 && level >= Number(entry.access_level)),
  );
  if (may) return 'yes';
  return entries.some(({ group_id: group }) => Boolean(group)) ? 'perhaps' : 'no';
}

type Entry = Readonly<Record<string, unknown>>;

function look(detail: string, remedy: string): Seen {
  return uncertain(detail, remedy, 'CI admin');
}
