/** What starts a run from outside: somebody asks for a workflow, or an event is posted. */

import { PipelineError } from '../base/pipeline-error.ts';
import { type DispatchInput, isStartedByRepositoryDispatch, readTriggers } from './definition/triggers.ts';
import type { Account } from './directory.ts';
import { branchRef } from './git-ref.ts';
import type { Repository, WorkflowFile } from './repository.ts';
import type { RunOrigin } from './run.ts';
import { DispatchError, knownRef, origin } from './run-origin.ts';

export interface DispatchRequest {
  readonly ref: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * @fact A dispatch with a wrong input or workflow | 422 | documented | OpenAPI,
 *   actions/create-workflow-dispatch
 * @throws DispatchError, or PipelineError when the workflow's `on` cannot be read
 */
export function workflowDispatch(
  repository: Repository,
  workflow: WorkflowFile,
  { ref, inputs }: DispatchRequest,
  sender: Account,
): RunOrigin {
  const fullRef = knownRef(repository, ref);
  const { workflow_dispatch: trigger } = readTriggers(workflow);
  if (trigger === undefined) throw new DispatchError("Workflow does not have 'workflow_dispatch' trigger");
  const unexpected = Object.keys(inputs).filter((name) => !Object.hasOwn(trigger.inputs, name));
  if (unexpected.length > 0) {
    throw new DispatchError(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  }
  const values = Object.entries(trigger.inputs).map(
    ([name, declared]) => [name, inputValue(name, declared, inputs[name])] as const,
  );
  const payload = {
    inputs: Object.fromEntries(values.map(([name, value]) => [name, String(value)])),
    ref: fullRef,
    workflow: `.github/workflows/${workflow.file}`,
  };
  return {
    ...origin(repository, sender, fullRef, payload),
    event: 'workflow_dispatch',
    inputs: Object.fromEntries(values),
  };
}

/** @returns what to start: workflows of the default branch that listen to the event type */
export function repositoryDispatch(
  repository: Repository,
  eventType: string,
  clientPayload: Readonly<Record<string, unknown>>,
  sender: Account,
): [WorkflowFile, RunOrigin][] {
  const branch = repository.defaultBranch;
  const payload = { action: eventType, branch, client_payload: clientPayload };
  const start = {
    ...origin(repository, sender, branchRef(branch), payload),
    event: 'repository_dispatch',
  } as const;
  return repository.workflows
    .filter((workflow) => listensTo(workflow, eventType))
    .map((workflow) => [workflow, start]);
}

/** A workflow whose `on` cannot be read, and names the event, is started: its run fails, and says why. */
function listensTo(workflow: WorkflowFile, eventType: string): boolean {
  try {
    return isStartedByRepositoryDispatch(readTriggers(workflow), eventType);
  } catch (error) {
    if (error instanceof PipelineError) return /^[^#\n]*\brepository_dispatch\b/m.test(workflow.yaml);
    throw error;
  }
}

function inputValue(name: string, declared: DispatchInput, given: unknown): string | number | boolean {
  if (given === undefined && declared.required && declared.default === undefined) {
    throw new DispatchError(`Required input '${name}' not provided`);
  }
  const value = given ?? declared.default ?? (declared.type === 'boolean' ? false : '');
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const refuse = () =>
    new DispatchError(`Provided value '${text}' for input '${name}' is not a ${declared.type}`);
  switch (declared.type) {
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw refuse();
      return text === 'true';
    case 'number':
      if (text !== '' && Number.isNaN(Number(text))) throw refuse();
      return text === '' ? '' : Number(text);
    case 'choice':
      if (declared.options?.includes(text)) return text;
      throw new DispatchError(
        `Provided value '${text}' for input '${name}' not in the list of allowed values`,
      );
    default:
      return text;
  }
}
