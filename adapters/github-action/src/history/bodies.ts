/** What we read of GitHub's answers (@octokit/openapi). What it adds or leaves out elsewhere does not matter. */
import * as z from 'zod/mini';

/** `null`, or an empty object, where there is no such user, or no more. */
const user = z.nullish(z.object({ login: z.optional(z.string()) }));
export type User = z.infer<typeof user>;

const commit = z.object({
  sha: z.string(),
  commit: z.object({
    message: z.string(),
    author: z.nullish(z.object({ name: z.optional(z.string()), email: z.optional(z.string()) })),
  }),
  author: user,
  parents: z.array(z.object({ sha: z.string() })),
});
export type CommitBody = z.infer<typeof commit>;

export const comparisonBody = z.object({
  status: z.enum(['ahead', 'behind', 'diverged', 'identical']),
  total_commits: z.number(),
  base_commit: z.object({ sha: z.string() }),
  commits: z.array(commit),
});

export const deploymentBodies = z.array(
  z.object({ id: z.number(), sha: z.string(), created_at: z.string() }),
);

export const statusBodies = z.array(
  z.object({
    state: z.string(),
    /** Both the address of the job, where a job has deployed. */
    log_url: z.nullish(z.string()),
    target_url: z.nullish(z.string()),
  }),
);

export const pullBodies = z.array(z.object({ number: z.number(), merged_at: z.nullable(z.string()) }));

export const pullBody = z.object({
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  user,
  merged_by: user,
  head: z.object({ sha: z.string() }),
  base: z.object({ repo: z.object({ private: z.boolean() }) }),
});
export type PullBody = z.infer<typeof pullBody>;

export const reviewBodies = z.array(
  z.object({ user, state: z.string(), commit_id: z.nullable(z.string()), author_association: z.string() }),
);
export type ReviewBody = z.infer<typeof reviewBodies>[number];
