/** Deployments (doc/api/deployments.md), and the approval of one that waits for it (Premium and Ultimate). */
import { Hono } from 'hono';
import { type Deployment, deploymentStatus } from '../deployments.ts';
import type { LivePipeline } from '../live-pipeline.ts';
import type { ApiBackend } from './backend.ts';
import { approvalBody, deploymentBody } from './bodies.ts';
import { type ApiEnvironment, FORBIDDEN, NOT_FOUND, UNAUTHORIZED, userOf } from './environment.ts';
import { page } from './page.ts';

export function deploymentRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const { project, actions, deployments } = backend;
  const app = new Hono<ApiEnvironment>();
  const pipelineOf = (deployment: Deployment) =>
    backend.pipelines.all.find((pipeline) => pipeline.jobs.includes(deployment.job)) as LivePipeline;

  // @fact Deployments and environments | are for a job token, too | documented | doc/ci/jobs/fine_grained_permissions.md
  app.get('/deployments', (c) => {
    const { environment, status, sort = 'asc' } = c.req.query();
    const found = deployments.all.filter(
      (deployment) =>
        (environment === undefined || deployment.environment === environment) &&
        (status === undefined || deploymentStatus(deployment) === status),
    );
    const sorted = sort === 'desc' ? found.toReversed() : found;
    return page(
      c,
      sorted.map((deployment) => deploymentBody(deployment, pipelineOf(deployment), project.id)),
    );
  });

  // @fact An approval of a deployment | 201; 400 when it does not wait, 403 for who is no approver |
  // documented | doc/api/deployments.md
  app.post('/deployments/:deployment/approval', async (c) => {
    const user = userOf(c);
    if (user === undefined) return c.json(UNAUTHORIZED, 401);
    const deployment = deployments.find(Number(c.req.param('deployment')));
    if (deployment === undefined) return c.json(NOT_FOUND, 404);
    const { status, comment = '' } = (await c.req.json().catch(() => ({}))) as Record<string, string>;
    if (status !== 'approved' && status !== 'rejected') {
      return c.json({ error: 'status does not have a valid value' }, 400);
    }
    if (!deployment.approvers.includes(user.user)) return c.json(FORBIDDEN, 403);
    const approval = { user: user.user, status, comment, at: backend.clock.now() } as const;
    const problem = actions.approveDeployment(pipelineOf(deployment), deployment, approval);
    if (problem !== '') return c.json({ message: `400 Bad request - ${problem}` }, 400);
    return c.json(approvalBody({ user: user.user, status, comment, createdAt: approval.at }), 201);
  });
  return app;
}
