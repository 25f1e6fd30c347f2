/** Reads the shape of an instance, as far as the integration user sees it. */
import { PROFILED_TABLES, type Profile } from '../../../check/profile.ts';
import type { ServiceNowClient } from '../../../servicenow/client.ts';
import { profiledColumns } from './columns.ts';
import { profiledModels } from './models.ts';
import { profiledGroups, profiledTemplates } from './names.ts';
import { profiledPolicies } from './policies.ts';

interface ReadOptions {
  readonly readAt: Date;
  /** Empty where it is not known. */
  readonly release: string;
}

/** @throws GateError where the instance does not answer; what it does not show is told as unseen */
export async function readProfile(
  client: ServiceNowClient,
  { readAt, release }: ReadOptions,
): Promise<Profile> {
  const sentences: string[] = [];
  const unseen = (sentence: string) => sentences.push(sentence);
  if (release === '') unseen('The release of the instance: the Change Gate app, which tells it, does not.');
  const tables: Record<string, Profile['tables'][string]> = {};
  const policies: Profile['policies'][number][] = [];
  for (const table of PROFILED_TABLES) {
    const columns = await profiledColumns(client, table, unseen);
    if (columns !== undefined) tables[table] = { columns };
    policies.push(...(await profiledPolicies(client, table, unseen)));
  }
  const models = await profiledModels(client, unseen);
  const groups = await profiledGroups(client, unseen);
  const templates = await profiledTemplates(client, unseen);
  return {
    changeGateProfile: 1,
    readAt: readAt.toISOString(),
    release,
    tables,
    models,
    policies,
    groups,
    templates,
    unseen: sentences,
  };
}
