/** Names of branches and tags, in full and in short. */

export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

export function tagRef(tag: string): string {
  return `refs/tags/${tag}`;
}

/** `main` for `refs/heads/main`, `v1` for `refs/tags/v1`, `7/merge` for `refs/pull/7/merge`; a short name stays as it is. */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags|pull)\//, '');
}
