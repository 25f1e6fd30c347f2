/** Runs: look, cancel, run again. */
import { Hono } from 'hono';
import { z } from 'zod';
import { actor } from '../credentials/credential.ts';
import type { LiveRun } from '../live-run.ts';
import type { RerunChoice } from '../reruns.ts';
import { RerunError } from '../reruns.ts';
import type { ApiBackend } from './backend.ts';
import { jobBody, runBody, workflowBody } from './bodies/run.ts';
import type { ApiContext, ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { page } from './page.ts';
import { readBody, withRepository, withRun } from './repository-routes.ts';
import { matchesFilter } from './run-filter.ts';

const READ = { permission: 'actions', access: 'read' } as const;
const WRITE = { permission: 'actions', access: 'write' } as const;

const rerunBody = z.object({ enable_debug_logging: z.boolean().default(false) });

export function runRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const { directory, urls } = backend;
  const at = '/repos/:owner/:repo/actions';

  const list = (c: ApiContext, runs: readonly LiveRun[]) => {
    const query = c.req.query();
    const found = runs.toReversed().filter((run) => matchesFilter(query, run));
    const bodies = page(c, found).map((run) => runBody(run, directory, urls));
    return c.json({ total_count: found.length, workflow_runs: bodies });
  };

  app.get(
    `${at}/runs`,
    withRepository(backend, READ, (c, repository) => {
      return list(
        c,
        backend.runs.all.filter(({ home }) => home === repository),
      );
    }),
  );

  app.get(
    `${at}/runs/:run{[0-9]+}`,
    withRun(backend, READ, (c, run) => c.json(runBody(run, directory, urls))),
  );

  app.get(
    // @fact The jobs of a run | those of the latest attempt; by their display names | documented | OpenAPI,
    // actions/list-jobs-for-workflow-run
    `${at}/runs/:run{[0-9]+}/jobs`,
    withRun(backend, READ, (c, run) => {
      const jobs = run.jobs.map((job) => jobBody(job, run, urls));
      return c.json({ total_count: jobs.length, jobs: page(c, jobs) });
    }),
  );

  app.get(
    `${at}/workflows/:workflow`,
    withRepository(backend, READ, (c, repository) => {
      const workflow = repository.workflow(c.req.param('workflow') ?? '');
      if (workflow === undefined) return failure(c, 404, 'Not Found');
      return c.json(workflowBody(workflow, repository, urls, backend.clock.now()));
    }),
  );

  app.get(
    `${at}/workflows/:workflow/runs`,
    withRepository(backend, READ, (c, repository) => {
      const workflow = repository.workflow(c.req.param('workflow') ?? '');
      if (workflow === undefined) return failure(c, 404, 'Not Found');
      return list(
        c,
        backend.runs.all.filter((run) => run.home === repository && run.workflow === workflow.file),
      );
    }),
  );

  // @fact Cancel and force-cancel | 202; 409 for a run that is completed | documented | OpenAPI,
  // actions/cancel-workflow-run
  const cancel = (act: (run: LiveRun) => void) =>
    withRun(backend, WRITE, (c, run) => {
      if (run.status === 'completed')
        return failure(c, 409, 'Cannot cancel a workflow run that is completed.');
      act(run);
      return c.json({}, 202);
    });
  app.post(
    `${at}/runs/:run{[0-9]+}/cancel`,
    cancel((run) => backend.runs.cancel(run)),
  );
  app.post(
    `${at}/runs/:run{[0-9]+}/force-cancel`,
    cancel((run) => backend.runs.forceCancel(run)),
  );

  // @fact Running a run again | 201; 403 where it cannot be | documented | OpenAPI, actions/re-run-workflow;
  // the 403 for a run in progress: third party, cli/cli#9221
  const rerun = async (c: ApiContext, run: LiveRun, choice: RerunChoice) => {
    const body = await readBody(c, rerunBody);
    if (body instanceof Response) return body;
    try {
      const by = actor(c.get('credential'))?.login ?? run.actor;
      backend.runs.rerun(run, choice, by, body.enable_debug_logging);
    } catch (error) {
      if (error instanceof RerunError) return failure(c, 403, error.message);
      throw error;
    }
    return c.json({}, 201);
  };
  app.post(
    `${at}/runs/:run{[0-9]+}/rerun`,
    withRun(backend, WRITE, (c, run) => rerun(c, run, 'all')),
  );
  app.post(
    `${at}/runs/:run{[0-9]+}/rerun-failed-jobs`,
    withRun(backend, WRITE, (c, run) => rerun(c, run, 'failed')),
  );
  return app;
}
