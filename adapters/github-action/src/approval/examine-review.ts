/** Whether the owner of ServiceNow's token may review the deployments of a gate's environment. */
import { parseJson } from '@change-gate/core/approval-client';
import { bodyOf, broken, holds, isObject, type Seen, uncertain } from '@change-gate/core/approval-findings';
import { hasStarted, isInOneOf, isListed, type OwnTeam, type Reviewer, teamsOf } from './access.ts';
import { allowed, type Body, type Examined, list, ofRun, readEnvironment, readRun } from './examined.ts';

export function examineReview(examined: Examined): Seen[] {
  const { target, name } = examined;
  const environment = readEnvironment(examined, '');
  if ('seen' in environment) return [environment.seen];
  const run = readRun(examined);
  if ('seen' in run) return [run.seen];
  const rule = (list(environment.body.protection_rules) as Rule[]).find(
    ({ type }) => type === 'required_reviewers',
  );
  const seen = holds(`The token sees environment ${target.environment} of ${name}${ofRun(target)}.`);
  return [seen, mayReview(rule, startersOf(run.body), examined)];
}

interface Rule {
  readonly type?: unknown;
  readonly prevent_self_review?: unknown;
  readonly reviewers?: unknown;
}

function mayReview(rule: Rule | undefined, startedBy: readonly string[], examined: Examined): Seen {
  const { target, get } = examined;
  const environment = target.environment ?? '';
  const settings = `under Settings > Environments > ${environment}`;
  const reviewers = list(rule?.reviewers) as Reviewer[];
  if (rule === undefined)
    return broken(
      `Environment ${environment} has no required reviewers, so nothing waits for an answer there.`,
      `Add the owner of the token as a required reviewer ${settings}.`,
      'CI admin',
    );
  const user = bodyOf(get('/user'));
  if (typeof user?.id !== 'number' || reviewers.length === 0)
    return uncertain(
      `GitHub does not show whether the owner of the token is a required reviewer of ${environment}.`,
      `See that it is one, ${settings}.`,
      'CI admin',
    );
  const login = String(user.login);
  const teams = teamsOf(reviewers);
  if (!isListed({ id: user.id }, reviewers)) {
    if (teams.length === 0) {
      const names = reviewers.map(({ reviewer }) => reviewer.login).join(', ');
      return broken(
        `The token belongs to ${login}, who is no required reviewer of ${environment}: those are ${names}.`,
        `Add ${login} ${settings}.`,
        'CI admin',
      );
    }
    const own = parseJson(get('/user/teams?per_page=100').body);
    if (!isInOneOf(teams, list(own) as OwnTeam[]))
      return uncertain(
        `GitHub does not show that ${login}, the owner of the token, is in a team that may review ${environment}: ${teams.map(({ slug }) => slug).join(', ')}.`,
        `List ${login} itself ${settings}, or let the token read teams (fine-grained: Members: read).`,
        'CI admin',
      );
  }
  const started = rule.prevent_self_review === true ? hasStarted(login, startedBy) : 'no';
  if (started !== 'no') {
    const what = `The token belongs to ${login}, who started this run, and ${environment} prevents self-reviews.`;
    const remedy = `Let somebody else start the run, or untick Prevent self-review ${settings}.`;
    return (started === 'yes' ? broken : uncertain)(what, remedy, 'CI admin');
  }
  return allowed(`${login}, the owner of the token, may review ${environment}.`, examined);
}

function startersOf({ actor, triggering_actor: again }: Body): string[] {
  const logins: string[] = [];
  for (const one of [actor, again]) if (isObject(one)) logins.push(String(one.login));
  return logins;
}
