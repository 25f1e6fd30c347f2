/** Commits and the merge requests that they came with (lib/api/commits.rb, repositories.rb, merge_request_approvals.rb). */
import { Hono } from 'hono';
import type { MergedRequest } from '../project-history.ts';
import type { Commit } from '../runner/git-repository.ts';
import type { ApiBackend } from './backend.ts';
import { type ApiContext, type ApiEnvironment, NOT_FOUND, UNAUTHORIZED, userOf } from './environment.ts';
import { page } from './page.ts';

export function historyRoutes({ history, project }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  /**
   * @fact Ranges of commits, where two part, and the approvals of a merge request | are not for a job token: 401 | documented |
   *   doc/ci/jobs/fine_grained_permissions.md, which does not name them
   */
  const asUser = (c: ApiContext, answer: () => Response) =>
    userOf(c) === undefined ? c.json(UNAUTHORIZED, 401) : answer();

  // @fact One commit, and the merge requests that it came with | are for a job token, too, since 2025 | third party |
  // gitlab-org/gitlab#555868
  app.get('/repository/commits/:sha', (c) => {
    const commit = history.find(c.req.param('sha'));
    return commit === undefined
      ? c.json({ message: '404 Commit Not Found' }, 404)
      : c.json(commitBody(commit));
  });
  app.get('/repository/commits/:sha/merge_requests', (c) => {
    const sha = c.req.param('sha');
    if (history.find(sha) === undefined) return c.json({ message: '404 Commit Not Found' }, 404);
    const merged = history.mergedWith(sha);
    return page(
      c,
      merged === undefined ? [] : [mergeRequestBody(merged, `${new URL(c.req.url).origin}/${project.path}`)],
    );
  });

  // @fact A list of commits | takes a range, `a..b`, as its `ref_name` | documented | doc/api/commits.md
  app.get('/repository/commits', (c) =>
    asUser(c, () => {
      const [base = '', head = ''] = (c.req.query('ref_name') ?? '').split('..');
      const before = new Set(history.line(base));
      return page(
        c,
        history
          .line(head)
          .filter((commit) => !before.has(commit))
          .map(commitBody),
      );
    }),
  );
  app.get('/repository/merge_base', (c) =>
    asUser(c, () => {
      const [one = '', other = ''] = c.req.queries('refs[]') ?? [];
      const line = new Set(history.line(other));
      const fork = history.line(one).find((commit) => line.has(commit));
      return fork === undefined
        ? c.json({ message: '400 Bad request - Could not find merge base' }, 400)
        : c.json(commitBody(fork));
    }),
  );

  app.get('/merge_requests/:iid/approvals', (c) =>
    asUser(c, () => {
      const merged = history.mergeRequest(Number(c.req.param('iid')));
      return merged === undefined
        ? c.json(NOT_FOUND, 404)
        : c.json({ approved_by: (merged.approvedBy ?? []).map((user) => ({ user: userBody(user) })) });
    }),
  );
  app.get('/merge_requests/:iid/versions', (c) =>
    asUser(c, () => {
      const merged = history.mergeRequest(Number(c.req.param('iid')));
      return merged === undefined
        ? c.json(NOT_FOUND, 404)
        : page(c, [{ id: 110 + merged.iid, created_at: '2026-01-01T12:00:00.000Z' }]);
    }),
  );
  return app;
}

function commitBody({ sha, parents, author, committed, title }: Commit) {
  return {
    id: sha,
    short_id: sha.slice(0, 8),
    title,
    author_name: author.name,
    author_email: author.email,
    committed_date: committed,
    parent_ids: parents,
  };
}

/** @param project its URL */
function mergeRequestBody({ iid, title, author, mergedBy }: MergedRequest, project: string) {
  return {
    id: iid,
    iid,
    title,
    state: 'merged',
    author: userBody(author),
    merge_user: userBody(mergedBy),
    web_url: `${project}/-/merge_requests/${iid}`,
  };
}

function userBody(username: string) {
  return { username, name: username, state: 'active' };
}
