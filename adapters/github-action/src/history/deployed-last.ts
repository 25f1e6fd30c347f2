/** Which commit GitHub says was deployed to an environment last. */
import type { Ask, Told } from './ask.ts';
import { deploymentBodies, statusBodies } from './bodies.ts';

/** Deployments that are looked at, one request each; one that was never let in or has failed is passed over. */
const MOST_DEPLOYMENTS = 30;

/**
 * The newest deployment that has been a success, though a later one may have made it inactive since.
 * @param run this run, whose own deployments are no base
 * @returns `undefined` where there is none
 */
export async function deployedLast(
  environment: string,
  run: string,
  ask: Ask,
): Promise<Told<string | undefined>> {
  const wanted = { what: `the deployments to ${environment}`, permission: 'deployments' };
  const query = `environment=${encodeURIComponent(environment)}&per_page=${MOST_DEPLOYMENTS}`;
  const listed = await ask(`/deployments?${query}`, deploymentBodies, wanted);
  if ('gap' in listed) return listed;
  const newestFirst = listed.value.toSorted((one, other) => other.created_at.localeCompare(one.created_at));
  for (const { id, sha } of newestFirst) {
    const statuses = await ask(`/deployments/${id}/statuses?per_page=100`, statusBodies, wanted);
    if ('gap' in statuses) return statuses;
    const isOurs = statuses.value.some(({ log_url: log, target_url: target }) =>
      [log, target].some((url) => url?.includes(`/actions/runs/${run}/`)),
    );
    if (!isOurs && statuses.value.some(({ state }) => state === 'success')) return { value: sha };
  }
  return { value: undefined };
}
