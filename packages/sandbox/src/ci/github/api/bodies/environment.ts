/** Environments and what protects them, as the API shows them (OpenAPI: environment, pending-deployment). */
import type { CustomRule, Environment, Reviewer } from '../../environment.ts';
import { nodeId } from '../../ids.ts';
import type { Repository } from '../../repository.ts';
import type { Urls } from '../../server-urls.ts';
import { accountBody, appBody, teamBody } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** What names an environment inside other answers. */
export function environmentReference({ id, name }: Environment, repository: Repository, urls: Urls) {
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: `${repositoryUrl(repository, urls)}/environments/${encodeURIComponent(name)}`,
    html_url: `${urls.server}/${repository.fullName}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
  };
}

/** `protection_rules` holds the built-in ones only; custom rules have a path of their own. */
export function environmentBody(environment: Environment, repository: Repository, urls: Urls) {
  const { id, waitTimerMinutes, reviewers, preventSelfReview, created } = environment;
  const at = created.toISOString();
  const rule = (type: string) => ({ id, node_id: nodeId('GA', id), type });
  return {
    ...environmentReference(environment, repository, urls),
    created_at: at,
    updated_at: at,
    protection_rules: [
      ...(waitTimerMinutes > 0 ? [{ ...rule('wait_timer'), wait_timer: waitTimerMinutes }] : []),
      ...(reviewers.length > 0
        ? [
            {
              ...rule('required_reviewers'),
              prevent_self_review: preventSelfReview,
              reviewers: reviewers.map((reviewer) => reviewerBody(reviewer, repository, urls)),
            },
          ]
        : []),
    ],
    deployment_branch_policy: null,
  };
}

export function reviewerBody({ type, reviewer }: Reviewer, repository: Repository, urls: Urls) {
  return type === 'User'
    ? { type, reviewer: accountBody(reviewer, urls) }
    : { type, reviewer: teamBody(reviewer, repository.owner, urls) };
}

export function customRuleBody({ id, app }: CustomRule, urls: Urls) {
  return { id, node_id: nodeId('GAP', id), enabled: true, app: appBody(app, urls) };
}
