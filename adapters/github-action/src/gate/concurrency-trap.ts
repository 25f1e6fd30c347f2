/**
 * Concurrency groups that this run has while it waits at its gate, perhaps for days: GitHub keeps one run or job that waits
 * for a group, and cancels it when a newer one comes (GitHub docs, "Control the concurrency of workflows and jobs"). No page
 * says what a gate means to a group. Seen were both: all later runs wait (dotnet/docs#28144), and who waits at a gate is
 * cancelled by the next (hypothesis/lms#4533).
 */
import { readYaml } from '@change-gate/core';
import * as z from 'zod/mini';
import type { Gate } from './gate.ts';
import type { GitHubReader } from './github-reader.ts';

/** All values are texts: YAML is read without types. */
const GROUP = z.union([
  z.string(),
  z.object({ group: z.string(), 'cancel-in-progress': z.optional(z.string()) }),
]);

const JOB = z.object({
  concurrency: z.optional(GROUP),
  environment: z.optional(z.union([z.string(), z.object({ name: z.string() })])),
});

const WORKFLOW = z.object({
  concurrency: z.optional(GROUP),
  jobs: z.record(z.string(), z.catch(JOB, {})),
});

/** What makes a group this run's own. */
const OWN = /github\.(?:run_id|run_number|sha)\b/;

/**
 * Reads the workflow's file, if the token may (`contents: read`): what cannot be seen is not claimed.
 * @param workflow `globex/shop/.github/workflows/deploy.yml@refs/heads/main`, as the runner names it
 * @returns sentences for a person
 */
export async function findConcurrencyTraps(
  { way, environment }: Gate,
  { workflow, sha, read }: { readonly workflow: string; readonly sha: string; readonly read: GitHubReader },
): Promise<string[]> {
  const [, repository, path] = /^([^/]+\/[^/]+)\/(\.github\/workflows\/[^@]+)@/.exec(workflow) ?? [];
  if (path === undefined || (way !== 'environment' && way !== 'protection-rule')) return [];
  const answer = await read(`/repos/${repository}/contents/${path}?ref=${sha}`).catch(() => undefined);
  const text = Buffer.from(
    String((answer?.json as { content?: unknown } | null)?.content),
    'base64',
  ).toString();
  // Most workflows have none, and are not parsed.
  if (answer?.status !== 200 || !text.includes('concurrency')) return [];
  const { data } = WORKFLOW.safeParse(await readYaml(text).catch(() => null));
  const gated = Object.entries(data?.jobs ?? {}).filter(([, job]) => {
    const name = typeof job.environment === 'string' ? job.environment : job.environment?.name;
    return name?.toLowerCase() === environment.toLowerCase();
  });
  return [
    ...trap('This workflow', data?.concurrency),
    ...gated.flatMap(([key, { concurrency }]) => trap(`Job ${key}`, concurrency)),
  ];
}

function trap(what: string, concurrency: z.infer<typeof GROUP> | undefined): string[] {
  const { group, 'cancel-in-progress': cancels } =
    typeof concurrency === 'object' ? concurrency : { group: concurrency, 'cancel-in-progress': '' };
  if (group === undefined || OWN.test(group)) return [];
  const meanwhile =
    cancels === 'true'
      ? 'the next one cancels it there, approved or not'
      : 'while nobody decides, later ones wait behind it or are cancelled, or cancel it';
  return [
    `${what} has the concurrency group ${group} while it waits at its gate: ${meanwhile}. Give it to a job behind the gate (docs/github.md, "One deployment at a time").`,
  ];
}
