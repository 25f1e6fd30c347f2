import { fileElsewhere } from '../definition/called-workflow.ts';
import type { LiveRun } from '../live-run.ts';
import type { Repository } from '../repository.ts';
import type { RunContext } from './run-context.ts';

/** @param ref `refs/heads/main`, or a commit */
export function workflowRef({ fullName }: Pick<Repository, 'fullName'>, file: string, ref: string): string {
  return `${fullName}/.github/workflows/${file}@${ref}`;
}

/** @param file of a called workflow, as `readCalledWorkflow` names it */
export function calledWorkflowRef(file: string, run: LiveRun, host: RunContext): string {
  const elsewhere = fileElsewhere(file);
  if (elsewhere === undefined) return workflowRef(run.home, file, run.ref);
  const { repository, ref } = elsewhere;
  const fullRef = host.repository(repository)?.fullRef(ref) ?? ref;
  return workflowRef({ fullName: repository }, elsewhere.file, fullRef);
}
