import { GateError } from '@change-gate/core';
import { isShortLived } from '../approval/access.ts';
import type { Gate } from './gate.ts';

/**
 * Refuses a token that will not work when ServiceNow calls, hours or days from now. A job's GITHUB_TOKEN ends with
 * the job, an installation token after an hour; both begin with `ghs_` (GitHub docs, "Token formats").
 *
 * @throws GateError CALLBACK_TOKEN_UNUSABLE
 */
export function checkCallbackToken(way: Gate['way'], token: string | undefined, jobToken: string): void {
  if (token === undefined) return;
  if (way === 'protection-rule') {
    throw unusable(
      'Only the GitHub App that owns the protection rule can answer it, with a token that ServiceNow makes when it calls.',
      'Keep the key of the App in ServiceNow, and name it with callback-alias instead of callback-token.',
    );
  }
  if (token === jobToken || isShortLived(token)) {
    const app =
      way === 'dispatch'
        ? 'Name a GitHub App whose key ServiceNow keeps, by callback-alias, or give'
        : 'Give';
    throw unusable(
      'The callback token is a GITHUB_TOKEN, which ends with this job, or an installation token, which ends after an hour: it will be dead when ServiceNow calls.',
      `${app} a personal access token of a machine user, kept as a secret.`,
    );
  }
}

function unusable(what: string, remedy: string): GateError {
  return new GateError('CALLBACK_TOKEN_UNUSABLE', what, { remedy });
}
