/** Whether ServiceNow's App owns the protection rule of a gate's environment. */
import { broken, holds, type Seen, uncertain } from '@change-gate/core/approval-findings';
import { type Examined, list, ofRun, readEnvironment, readRun } from './examined.ts';

export function examineRule(examined: Examined): Seen[] {
  const { target, name, appId } = examined;
  const { environment } = target;
  const found = readEnvironment(examined, '/deployment_protection_rules');
  if ('seen' in found) return [found.seen];
  const rules = (list(found.body.custom_deployment_protection_rules) as CustomRule[]).filter(
    ({ enabled }) => enabled === true,
  );
  if (rules.length === 0) {
    return [
      broken(
        `Environment ${environment} of ${name} has no enabled protection rule of a GitHub App.`,
        `Enable the rule of the App under Settings > Environments > ${environment}.`,
        'CI admin',
      ),
    ];
  }
  const run = readRun(examined);
  if ('seen' in run) return [run.seen];
  const seen = holds(`The token sees the protection rules of environment ${environment}${ofRun(target)}.`);
  const slugs = rules.map(({ app }) => app?.slug).join(', ');
  // "GitHub Apps can only review their own custom deployment protection rules" (OpenAPI).
  if (appId === '')
    return [
      seen,
      broken(
        `Only the App that owns the rule (${slugs}) answers it, and this token is none that ServiceNow has made for an App.`,
        'Keep the key of the App in ServiceNow, and name it with callback-alias.',
        'Change Gate admin',
      ),
    ];
  if (rules.some(({ app }) => String(app?.id) === appId))
    return [seen, holds(`The rule is of this App, which GitHub has given a token with Deployments: write.`)];
  const who = `The enabled rules are of ${slugs}`;
  return [
    seen,
    // An admin may have written the client ID, which no rule tells.
    /^\d+$/.test(appId)
      ? broken(
          `${who}, and the credential is of the App with the ID ${appId}, which answers its own rules alone.`,
          `Enable the rule of that App under Settings > Environments > ${environment}, or name the credential of the other one.`,
          'CI admin',
        )
      : uncertain(
          `${who}; whether that is the App of the credential is not to be told from its client ID.`,
          'Write the App ID into the credential in place of the client ID.',
          'Change Gate admin',
        ),
  ];
}

interface CustomRule {
  readonly enabled?: unknown;
  readonly app?: { readonly id?: unknown; readonly slug?: unknown } | null;
}
