import type { ServiceNowClient } from './client.ts';

/** Where the Change Gate app's own REST API has a resource. A company that builds the app itself builds it under its own scope. */
export function appPath({ appScope = 'x_change_gate' }: ServiceNowClient, resource: string): string {
  return `/api/${appScope}/v1/${resource}`;
}
