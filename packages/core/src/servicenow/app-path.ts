import type { ServiceNowClient } from './client.ts';

/** Where the Change Gate app's own REST API has a resource. A company that builds the app itself builds it under its own scope. */
export function appPath(client: Pick<ServiceNowClient, 'appScope'>, resource: string): string {
  return `/api/${appScope(client)}/v1/${resource}`;
}

/** The scope of the app on the instance. */
export function appScope({ appScope = 'x_change_gate' }: Pick<ServiceNowClient, 'appScope'>): string {
  return appScope;
}
