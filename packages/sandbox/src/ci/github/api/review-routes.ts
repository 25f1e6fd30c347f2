/** Pending deployments, and the two ways to answer them: a reviewer's, and an App's. */
import { Hono } from 'hono';
import { z } from 'zod';
import { actor } from '../credentials/credential.ts';
import { mayReview, ReviewError, review } from '../reviews.ts';
import type { ApiBackend } from './backend.ts';
import { accountBody } from './bodies/account.ts';
import { deploymentBody } from './bodies/deployment.ts';
import { environmentReference, reviewerBody } from './bodies/environment.ts';
import type { ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { readBody, withRun } from './repository-routes.ts';

const reviewBody = z.object({
  environment_ids: z.array(z.int()).min(1),
  state: z.enum(['approved', 'rejected']),
  comment: z.string(),
});

/**
 * A decision or a status report.
 * @fact An answer to a protection rule with a wrong `state` | is taken as a status report, 204, and decides
 *   nothing | source | OpenAPI: `anyOf` without `additionalProperties: false`
 */
const ruleBody = z.union([
  z.object({
    environment_name: z.string(),
    state: z.enum(['approved', 'rejected']),
    comment: z.string().max(1024).default(''),
  }),
  z.object({ environment_name: z.string(), comment: z.string().max(1024) }).transform((report) => ({
    ...report,
    state: null,
  })),
]);

export function reviewRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const { directory, urls } = backend;
  const at = '/repos/:owner/:repo/actions/runs/:run{[0-9]+}';

  app.get(
    // @fact `pending_deployments` | what waits at a gate now, and nothing before it waits or after it was
    // decided | belief | review-pending-deployments-for-run: says nothing of the time before
    `${at}/pending_deployments`,
    withRun(backend, { permission: 'actions', access: 'read' }, (c, run) => {
      const user = actor(c.get('credential'))?.login ?? '';
      const pending = new Map(run.gates.map((gate) => [gate.environment, gate]));
      return c.json(
        [...pending].map(([environment, { timerStarted }]) => ({
          environment: environmentReference(environment, run.home, urls),
          wait_timer: environment.waitTimerMinutes,
          wait_timer_started_at: environment.waitTimerMinutes > 0 ? timerStarted.toISOString() : null,
          current_user_can_approve: mayReview(run, environment, user),
          reviewers: environment.reviewers.map((each) => reviewerBody(each, run.home, urls)),
        })),
      );
    }),
  );

  // A reviewer may have no more than read access.
  // @fact Who may review a pending deployment | a reviewer, with a person's token that has `repo` or
  // *Deployments: write*; neither an App nor GITHUB_TOKEN | documented | OpenAPI, enabledForGitHubApps;
  // permissions-required-for-fine-grained-personal-access-tokens
  const reviewer = { permission: 'deployments', access: 'write', role: 'read', apps: false } as const;
  app.post(
    `${at}/pending_deployments`,
    withRun(backend, reviewer, async (c, run) => {
      const body = await readBody(c, reviewBody);
      if (body instanceof Response) return body;
      const user = actor(c.get('credential'))?.login ?? '';
      const environments = run.home.environments.filter(({ id }) => body.environment_ids.includes(id));
      if (environments.length < new Set(body.environment_ids).size) {
        return failure(c, 422, 'One or more environments do not exist');
      }
      try {
        const given = { environments, state: body.state, user, comment: body.comment };
        const jobs = review(run, given, backend.statusDelay);
        const deployments = jobs.flatMap(({ deployment }) => deployment ?? []);
        return c.json(deployments.map((each) => deploymentBody(each, run.home, directory, urls)));
      } catch (error) {
        if (error instanceof ReviewError) return failure(c, 422, error.message);
        throw error;
      }
    }),
  );

  // @fact Answers of custom protection rules in the run's `/approvals` | are not there | belief | none
  app.get(
    `${at}/approvals`,
    withRun(backend, { permission: 'actions', access: 'read' }, (c, run) =>
      c.json(
        run.reviews.map(({ environment: name, state, user, comment }) => {
          const environment = run.home.environment(name);
          const at = environment?.created.toISOString();
          return {
            environments:
              environment === undefined
                ? []
                : [{ ...environmentReference(environment, run.home, urls), created_at: at, updated_at: at }],
            state,
            user: accountBody(directory.account(user), urls),
            comment,
          };
        }),
      ),
    ),
  );

  app.post(
    // @fact Who may answer a custom protection rule | the App that owns it, with its installation token; 204
    // | documented | review-custom-deployment-protection-rules-for-a-workflow-run
    `${at}/deployment_protection_rule`,
    withRun(backend, { permission: 'deployments', access: 'write' }, async (c, run) => {
      const credential = c.get('credential');
      if (credential.kind !== 'installation') {
        return failure(c, 403, 'Only the GitHub App that owns the protection rule can review it.');
      }
      const body = await readBody(c, ruleBody);
      if (body instanceof Response) return body;
      const { app: owner } = credential;
      const { environment_name: name, state, comment } = body;
      const environment = run.home.environment(name);
      if (!environment?.customRules.some((rule) => rule.app === owner)) return failure(c, 404, 'Not Found');
      const gates = run.gates.filter((gate) => gate.environment === environment && gate.wantsRule(owner));
      if (gates.length === 0) {
        return failure(c, 422, `No pending deployment protection rule of ${owner.slug} for ${name}`);
      }
      for (const gate of gates) {
        if (state !== null) gate.decideRule(owner, state);
        else if (!gate.report(owner, comment)) {
          // @fact The eleventh status report of a protection rule | 422 | belief | only that ten are the most is documented
          return failure(c, 422, 'A deployment takes at most 10 status reports.');
        }
      }
      run.ruleAnswered(environment.name, owner.slug, state, comment);
      return c.body(null, 204);
    }),
  );
  return app;
}
