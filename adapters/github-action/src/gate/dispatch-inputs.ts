/**
 * What a second workflow has to take for ServiceNow to start it: GitHub refuses to start one with inputs that it does not declare
 * (`Unexpected inputs provided`), and that would be told when the change is approved, days later.
 */
import { readYaml } from '@change-gate/core';
import { dispatchInputs } from '../approval/access.ts';
import type { Gate } from './gate.ts';
import type { GitHubReader } from './github-reader.ts';

const GIVEN = Object.keys(dispatchInputs({}));

/** What is read of a workflow. `on: workflow_dispatch` and a list of events declare no inputs. */
interface Workflow {
  readonly on?: { readonly workflow_dispatch?: { readonly inputs?: unknown } | null } | null;
}

/**
 * Reads the workflow's file on the branch that it is started on, if the token may (`contents: read`): what cannot be seen is not
 * claimed.
 * @returns sentences for a person
 */
export async function findMissingInputs(
  { way, workflow, ref }: Gate,
  { repository, read }: { readonly repository: string; readonly read: GitHubReader },
): Promise<string[]> {
  // A workflow may be named by its id, too, which tells no path.
  if (way !== 'dispatch' || !/^[^/]+\.ya?ml$/.test(workflow)) return [];
  const path = `.github/workflows/${encodeURIComponent(workflow)}?ref=${encodeURIComponent(ref)}`;
  const answer = await read(`/repos/${repository}/contents/${path}`).catch(() => undefined);
  const content = (answer?.json as { content?: unknown } | null)?.content;
  if (answer?.status !== 200 || typeof content !== 'string') return [];
  const yaml = await readYaml(Buffer.from(content, 'base64').toString()).catch(() => undefined);
  if (yaml === undefined) return [];
  const inputs = (yaml as Workflow | null)?.on?.workflow_dispatch?.inputs ?? {};
  const missing = GIVEN.filter((name) => !Object.hasOwn(inputs, name));
  if (missing.length === 0) return [];
  return [
    `${workflow} on ${ref} takes no ${missing.join(', ')} under on: workflow_dispatch: inputs, so GitHub will refuse to start it when the change is approved. Let it take them (docs/github.md, "A second workflow").`,
  ];
}
