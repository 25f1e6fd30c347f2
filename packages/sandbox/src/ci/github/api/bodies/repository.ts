/** A repository as the API shows it (OpenAPI: minimal-repository). */
import { createHash } from 'node:crypto';
import { nodeId } from '../../ids.ts';
import type { Role } from '../../options.ts';
import type { Repository, WorkflowFile } from '../../repository.ts';
import type { Urls } from '../../server-urls.ts';
import { accountBody } from './account.ts';

/** Property to what follows the repository's URL; `{}` parts are for the reader to fill. */
const LINKS = {
  archive_url: '{archive_format}{/ref}',
  assignees_url: 'assignees{/user}',
  blobs_url: 'git/blobs{/sha}',
  branches_url: 'branches{/branch}',
  collaborators_url: 'collaborators{/collaborator}',
  comments_url: 'comments{/number}',
  commits_url: 'commits{/sha}',
  compare_url: 'compare/{base}...{head}',
  contents_url: 'contents/{+path}',
  contributors_url: 'contributors',
  deployments_url: 'deployments',
  downloads_url: 'downloads',
  events_url: 'events',
  forks_url: 'forks',
  git_commits_url: 'git/commits{/sha}',
  git_refs_url: 'git/refs{/sha}',
  git_tags_url: 'git/tags{/sha}',
  hooks_url: 'hooks',
  issue_comment_url: 'issues/comments{/number}',
  issue_events_url: 'issues/events{/number}',
  issues_url: 'issues{/number}',
  keys_url: 'keys{/key_id}',
  labels_url: 'labels{/name}',
  languages_url: 'languages',
  merges_url: 'merges',
  milestones_url: 'milestones{/number}',
  notifications_url: 'notifications{?since,all,participating}',
  pulls_url: 'pulls{/number}',
  releases_url: 'releases{/id}',
  stargazers_url: 'stargazers',
  statuses_url: 'statuses/{sha}',
  subscribers_url: 'subscribers',
  subscription_url: 'subscription',
  tags_url: 'tags',
  teams_url: 'teams',
  trees_url: 'git/trees{/sha}',
};

export function repositoryUrl(repository: Repository, { api }: Urls): string {
  return `${api}/repos/${repository.fullName}`;
}

export function repositoryBody(repository: Repository, urls: Urls) {
  const url = repositoryUrl(repository, urls);
  const links = Object.entries(LINKS).map(([property, rest]) => [property, `${url}/${rest}`]);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    owner: accountBody(repository.owner, urls),
    html_url: `${urls.server}/${repository.fullName}`,
    description: null,
    fork: false,
    default_branch: repository.defaultBranch,
    url,
    ...(Object.fromEntries(links) as Record<keyof typeof LINKS, string>),
  };
}

/**
 * What somebody may do in a repository (OpenAPI: full-repository).
 * @fact `permissions` of a repository that a personal access token reads | are the roles of its owner | belief |
 *   OpenAPI, repos/get: nothing of fine-grained tokens
 */
export function permissionsBody(role: Role | null) {
  const is = (...roles: Role[]) => role !== null && roles.includes(role);
  const push = is('write', 'admin');
  return { admin: is('admin'), maintain: is('admin'), push, triage: push, pull: role !== null };
}

/** A workflow's file (OpenAPI: content-file). */
export function fileBody({ file, yaml }: WorkflowFile, repository: Repository, urls: Urls) {
  const path = `.github/workflows/${file}`;
  const url = `${repositoryUrl(repository, urls)}/contents/${path}`;
  const page = `${urls.server}/${repository.fullName}/blob/${repository.defaultBranch}/${path}`;
  const sha = createHash('sha1').update(yaml).digest('hex');
  const content = Buffer.from(yaml).toString('base64').replace(/.{60}/g, '$&\n');
  return {
    type: 'file',
    name: file,
    path,
    sha,
    size: Buffer.byteLength(yaml),
    encoding: 'base64',
    content,
    url,
    git_url: null,
    html_url: page,
    download_url: null,
    _links: { self: url, git: null, html: page },
  };
}
