/**
 * GitHub's approval APIs, as ServiceNow calls them. GitHub has no single pause, so `target.way` says which:
 *
 * - `environment`: a required reviewer reviews the pending deployment; `token` is that person's or machine user's
 * - `protection-rule`: a GitHub App answers its own custom deployment protection rule; `token` is its installation's
 * - `dispatch`: nothing waits; an approval starts the workflow that deploys
 *
 * Runs inside ServiceNow: see `ApprovalApi`.
 */
import type { ApprovalAnswer, ApprovalApi, ApprovalLook, ApprovalRequest } from '@change-gate/core/approval';
import { type ApprovalClient, answer } from '@change-gate/core/approval-client';
import { appTokens } from './approval/app-tokens.ts';
import { lookForWorkflow, startWorkflow } from './approval/dispatch.ts';
import { lookForEnd } from './approval/end.ts';
import { lookAtDeployment, reviewDeployment } from './approval/environment.ts';
import { examine } from './approval/examine.ts';
import { connect } from './approval/github.ts';
import { progress } from './approval/progress.ts';
import { answerRule, lookAtRule } from './approval/protection-rule.ts';

export const approval: ApprovalApi = {
  ci: 'github',
  // A field that only another way needs is empty. Names that GitHub itself would not accept cannot get in.
  targetFields: {
    way: 'environment|protection-rule|dispatch',
    owner: '[A-Za-z0-9][A-Za-z0-9_-]{0,99}',
    repo: '\\.?[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}',
    run_id: '[1-9]\\d{0,19}',
    run_attempt: '[1-9]\\d{0,4}',
    sha: '[0-9a-f]{40}(?:[0-9a-f]{24})?',
    gate: '[A-Za-z][A-Za-z0-9_-]{0,39}',
    // Stands in bodies and is compared, but never part of a URL.
    environment: '[^"\'`,;\\\\\\x00-\\x1f\\x7f]{0,255}',
    workflow: '(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,90}\\.ya?ml)?',
    ref: '[!-~]{0,255}',
    event_type: '[A-Za-z0-9._-]{0,100}',
  },
  deliver: (request, http) => wayOf(request).deliver(request, connect(request, http)),
  look: (request, http) => wayOf(request).look(request, connect(request, http)),
  lookForEnd: (request, http) => lookForEnd(request, connect(request, http)),
  examine,
  progress,
  appTokens,
  answeredBy: ({ way }) => ANSWERED_BY[way ?? ''],
};

/**
 * No App can be a reviewer, and only the App itself answers its rule (OpenAPI; GitHub docs, "Creating custom deployment
 * protection rules").
 */
const ANSWERED_BY: Readonly<Record<string, 'app' | 'token'>> = {
  environment: 'token',
  'protection-rule': 'app',
};

interface Way {
  deliver(request: ApprovalRequest, github: ApprovalClient): ApprovalAnswer;
  look(request: ApprovalRequest, github: ApprovalClient): ApprovalLook;
}

const WAYS: Readonly<Record<string, Way>> = {
  environment: { deliver: reviewDeployment, look: lookAtDeployment },
  'protection-rule': { deliver: answerRule, look: lookAtRule },
  dispatch: { deliver: startWorkflow, look: lookForWorkflow },
};

function wayOf({ target }: ApprovalRequest): Way {
  const refuse = () => answer('refused', `This version of Change Gate knows no gate ${target.way}.`);
  return WAYS[target.way ?? ''] ?? { deliver: refuse, look: refuse };
}
