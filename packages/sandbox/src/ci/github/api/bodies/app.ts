/** Apps and their installations as the API shows them to the App itself (OpenAPI: integration, installation). */
import type { Account, App } from '../../directory.ts';
import type { InstallationOptions } from '../../options.ts';
import type { Urls } from '../../server-urls.ts';
import { accountBody, appBody } from './account.ts';

/** What Apps of this kind listen to; the sandbox delivers no webhooks. */
const EVENTS = ['deployment_protection_rule'];

export function ownAppBody(app: App, owner: Account, urls: Urls, at: Date) {
  return {
    ...appBody(app, urls),
    client_id: app.clientId ?? '',
    name: app.slug,
    owner: accountBody(owner, urls),
    description: null,
    external_url: `${urls.server}/apps/${app.slug}`,
    html_url: `${urls.server}/apps/${app.slug}`,
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
    permissions: app.installations[0]?.permissions ?? {},
    events: EVENTS,
    installations_count: app.installations.length,
  };
}

export function installationBody(
  { id, repositories, permissions }: InstallationOptions,
  app: App,
  target: Account,
  urls: Urls,
  at: Date,
) {
  return {
    id,
    account: accountBody(target, urls),
    repository_selection: repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${urls.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${urls.api}/installation/repositories`,
    html_url: `${urls.server}/organizations/${target.login}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: target.id,
    target_type: target.type,
    permissions,
    events: EVENTS,
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}
