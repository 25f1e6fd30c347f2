/** The commit that was deployed last, as GitLab's deployments tell. */
import { type Configuration, type ConfiguredJob, keywordsOf } from '../gate/configuration.ts';
import type { GitLabReader } from './ask.ts';
import { deploymentBodies } from './bodies.ts';

/**
 * @param stages   those that deploy
 * @param pipeline this one, which does not count
 * @returns a whole SHA; undefined where this pipeline does not deploy to one environment alone, whose name GitLab shows, or nothing
 *   was deployed there yet
 */
export async function deployedLast(
  { jobs }: Configuration,
  stages: readonly string[],
  pipeline: string,
  reader: GitLabReader,
): Promise<string | undefined> {
  const deploying = jobs.filter(({ stage }) => stages.includes(stage)).flatMap(environmentOf);
  const [environment, ...others] = new Set(deploying);
  if (environment === undefined || others.length > 0 || environment.includes('$')) return undefined;
  const query = `environment=${encodeURIComponent(environment)}&status=success&order_by=id&sort=desc&per_page=20`;
  const deployments = await reader.get(`/deployments?${query}`, deploymentBodies);
  return deployments?.find(({ deployable }) => String(deployable?.pipeline?.id) !== pipeline)?.sha;
}

/** Of a job that deploys: not of one that stops, prepares or verifies an environment (GitLab docs, `environment:action`). */
function environmentOf({ keywords }: ConfiguredJob): string[] {
  const { environment } = keywords;
  if (typeof environment === 'string') return [environment];
  const { name, action = 'start' } = keywordsOf(environment);
  return typeof name === 'string' && action === 'start' ? [name] : [];
}
