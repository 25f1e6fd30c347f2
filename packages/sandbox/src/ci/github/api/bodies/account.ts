/** Accounts, teams and Apps as the API shows them (OpenAPI: simple-user, team, deployment-protection-rule). */
import type { Account, App, Team } from '../../directory.ts';
import { nodeId } from '../../ids.ts';
import type { Urls } from '../../server-urls.ts';

export function accountBody({ id, login, type }: Account, { api, server }: Urls) {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `${server}/avatars/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `${server}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** What somebody is told of themselves (OpenAPI: public-user). */
export function ownAccountBody(account: Account, urls: Urls, at: Date) {
  return {
    ...accountBody(account, urls),
    name: account.login,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
  };
}

export function teamBody({ id, slug }: Team, owner: Account, { api, server }: Urls) {
  const url = `${api}/organizations/${owner.id}/team/${id}`;
  return {
    id,
    node_id: nodeId('T', id),
    name: slug,
    slug,
    description: null,
    privacy: 'closed',
    permission: 'pull',
    url,
    html_url: `${server}/orgs/${owner.login}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
    type: 'organization',
    organization_id: owner.id,
  };
}

/** The short form that protection rules hold. */
export function appBody({ id, slug }: App, { api }: Urls) {
  return { id, slug, integration_url: `${api}/apps/${slug}`, node_id: nodeId('A', id) };
}
