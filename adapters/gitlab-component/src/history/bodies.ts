/** What is read of GitLab's answers (GitLab docs, "Commits API", "Merge requests API", "Deployments API"). */
import * as z from 'zod/mini';

const user = z.object({ username: z.string(), name: z.string() });
export type User = z.infer<typeof user>;

export const commitBody = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{40,64}$/)),
  title: z.string(),
  author_name: z.string(),
  author_email: z.string(),
  committed_date: z.string(),
  parent_ids: z.array(z.string()),
});
export type CommitBody = z.infer<typeof commitBody>;

export const commitBodies = z.array(commitBody);

const mergeRequestBody = z.object({
  iid: z.number(),
  title: z.string(),
  state: z.string(),
  web_url: z.string(),
  author: user,
  /** Null of one that was merged by a user who is deleted. */
  merge_user: z.nullish(user),
});
export type MergeRequestBody = z.infer<typeof mergeRequestBody>;

export const mergeRequestBodies = z.array(mergeRequestBody);

export const approvalsBody = z.object({
  /** Older versions do not tell when. */
  approved_by: z.array(z.object({ user, approved_at: z.nullish(z.string()) })),
});

/** A push to the source branch makes another version (GitLab docs, "List merge request diff versions"). */
export const versionBodies = z.array(z.object({ created_at: z.string() }));

export const deploymentBodies = z.array(
  z.object({
    sha: z.string(),
    /** Null of a deployment that the API has recorded. */
    deployable: z.nullish(z.object({ pipeline: z.nullish(z.object({ id: z.number() })) })),
  }),
);

export const mergeBaseBody = z.object({ id: z.string() });
