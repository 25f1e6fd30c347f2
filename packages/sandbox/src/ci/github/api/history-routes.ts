/** What was deployed, what lies between two commits, and the pull requests and reviews that commits came with. */
import { Hono } from 'hono';
import type { MergedPull } from '../history.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Repository } from '../repository.ts';
import type { ApiBackend } from './backend.ts';
import { deploymentBody, deploymentStatusBody } from './bodies/deployment.ts';
import { commitBody, comparisonBody, pullBody, reviewBody } from './bodies/history.ts';
import type { ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { page } from './page.ts';
import { withRepository } from './repository-routes.ts';

const DEPLOYMENTS = { permission: 'deployments', access: 'read' } as const;
const CONTENTS = { permission: 'contents', access: 'read' } as const;
const PULLS = { permission: 'pull-requests', access: 'read' } as const;

export function historyRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const { directory, urls, runs } = backend;
  const at = '/repos/:owner/:repo';

  const deployed = (repository: Repository) =>
    runs.all
      .filter(({ home }) => home === repository)
      .flatMap((run) => run.jobs.map((job) => ({ run, job })))
      .flatMap(({ run, job }) => (job.deployment ? [{ run, job, deployment: job.deployment }] : []))
      .sort((one, other) => other.deployment.id - one.deployment.id);

  // @fact Deployments | newest first; of an environment by its name | documented | OpenAPI, repos/list-deployments; the order: belief
  app.get(
    `${at}/deployments`,
    withRepository(backend, DEPLOYMENTS, (c, repository) => {
      const name = c.req.query('environment')?.toLowerCase();
      const found = deployed(repository).filter(
        ({ deployment }) => name === undefined || deployment.environment.name.toLowerCase() === name,
      );
      const bodies = page(c, found).map((each) =>
        deploymentBody(each.deployment, repository, directory, urls),
      );
      return c.json(bodies);
    }),
  );

  app.get(
    `${at}/deployments/:id{[0-9]+}/statuses`,
    withRepository(backend, DEPLOYMENTS, (c, repository) => {
      const all = deployed(repository);
      const found = all.find(({ deployment }) => deployment.id === Number(c.req.param('id')));
      if (found === undefined) return failure(c, 404, 'Not Found');
      const { deployment, job, run } = found;
      const isReplaced = all.some(
        (other) =>
          other.deployment.environment === deployment.environment &&
          other.deployment.id > deployment.id &&
          other.job.conclusion === 'success',
      );
      const states = statesOf(job, isReplaced);
      const body = (state: string) =>
        deploymentStatusBody({ deployment, state, url: jobUrl(run, job) }, repository, directory, urls);
      return c.json(page(c, states.map(body)));
    }),
  );

  // @fact A comparison | the commits that only the second has, oldest first; with `page` or `per_page` in pages, else 250 at most |
  // documented | OpenAPI, repos/compare-commits
  app.get(
    `${at}/compare/:basehead{.+}`,
    withRepository(backend, CONTENTS, (c, repository) => {
      const { history } = repository;
      const [base = '', head = ''] = (c.req.param('basehead') ?? '').split('...').map(decodeURIComponent);
      const [from, to] = [base, head].map((ref) => history.indexOf(repository.commitOf(ref) ?? ''));
      if (from === undefined || to === undefined || from < 0 || to < 0) return failure(c, 404, 'Not Found');
      const commits = history.commits.slice(from + 1, to + 1);
      const isPaged = ['page', 'per_page'].some((name) => c.req.query(name) !== undefined);
      const body = (index: number) => commitBody(history, index, repository, directory, urls);
      const indexes = commits.map((_commit, offset) => from + 1 + offset);
      const shown = isPaged ? page(c, indexes) : indexes.slice(-250);
      return c.json(comparisonBody({ from, to, base: body(from), commits: shown.map(body) }));
    }),
  );

  app.get(
    // @fact The pull requests of a commit of the default branch | the merged one that brought it | documented | OpenAPI,
    // repos/list-pull-requests-associated-with-commit
    `${at}/commits/:sha/pulls`,
    withRepository(backend, PULLS, (c, repository) => {
      const { history } = repository;
      const commit = history.commits[history.indexOf(c.req.param('sha') ?? '')];
      const pulls = commit?.pull ? [commit.pull] : [];
      return c.json(page(c, pulls).map((pull) => pullBody(pull, repository, directory, urls)));
    }),
  );

  const withPull = (answer: (pull: MergedPull, repository: Repository) => object) =>
    withRepository(backend, PULLS, (c, repository) => {
      const pull = repository.history.pulls.find(({ number }) => number === Number(c.req.param('number')));
      return pull === undefined ? failure(c, 404, 'Not Found') : c.json(answer(pull, repository));
    });
  app.get(
    `${at}/pulls/:number{[0-9]+}`,
    withPull((pull, repository) => pullBody(pull, repository, directory, urls)),
  );
  app.get(
    `${at}/pulls/:number{[0-9]+}/reviews`,
    withPull((pull, repository) =>
      pull.reviews.map((review) => reviewBody(review, pull, repository, directory, urls)),
    ),
  );

  const jobUrl = (run: LiveRun, job: LiveJob) =>
    `${urls.server}/${run.home.fullName}/actions/runs/${run.id}/job/${job.id}`;
  return app;
}

/**
 * Newest first.
 * @fact The statuses of a job's deployment | follow the job; a success is inactive once a later deployment has one | documented |
 *   OpenAPI, repos/create-deployment-status, `auto_inactive`; of a job that was cancelled: belief
 */
function statesOf({ status, conclusion }: LiveJob, isReplaced: boolean): string[] {
  if (status !== 'completed') return [status === 'in_progress' ? status : 'queued'];
  if (conclusion === 'success') return [...(isReplaced ? ['inactive'] : []), 'success', 'in_progress'];
  return [conclusion === 'failure' ? 'failure' : 'inactive'];
}
