/** How many requests each operation sends on its happy path, counted at the instance. */
import { Instance } from '../core/instance.ts';
import { requestCounts } from '../core/request-counts.ts';

export async function requestsPerOperation(): Promise<string> {
  const instance = await Instance.start();
  try {
    const counted = Object.entries(await requestCounts(instance));
    const counts = counted.map(([operation, requests]) => `${operation}: ${requests.length}`);
    return `Requests to ServiceNow, counted by the sandbox. ${counts.join('; ')}.`;
  } finally {
    await instance.close();
  }
}
