/** The gate that the inputs ask for, and whether they say all that it needs. */
import { type Environment, GateError, type ParsedInputs } from '@change-gate/core';
import type { ownInputs } from '../inputs.ts';

export interface Gate {
  readonly way: 'environment' | 'protection-rule' | 'dispatch' | 'wait';
  /** Empty where the gate has no use for them. */
  readonly environment: string;
  readonly workflow: string;
  readonly ref: string;
  readonly eventType: string;
}

const NOTHING = { environment: '', workflow: '', ref: '', eventType: '' };

/** @throws GateError INVALID_INPUT */
export function readGate(own: ParsedInputs<typeof ownInputs>, env: Environment): Gate {
  // Only `open` asks for a gate.
  const way = own.gate ?? 'wait';
  if (way === 'wait') return { way, ...NOTHING };
  if (way === 'dispatch') return { way, ...NOTHING, ...dispatchOf(own, env) };
  if (own.environment === undefined) throw invalid(`environment: is required with gate: ${way}`);
  return { way, ...NOTHING, environment: own.environment };
}

function dispatchOf(own: ParsedInputs<typeof ownInputs>, env: Environment): Partial<Gate> {
  const { workflow, 'event-type': eventType } = own;
  if ((workflow === undefined) === (eventType === undefined)) {
    throw invalid('gate: dispatch needs workflow or event-type, and only one of them');
  }
  if (eventType !== undefined) return { eventType };
  // `123/merge` is neither a branch nor a tag, and the merge queue deletes its branch long before ServiceNow calls. Whose
  // branch the workflow file comes from instead is not ours to guess.
  if (own.ref === undefined && /^refs\/(?:pull|heads\/gh-readonly-queue)\//.test(env.GITHUB_REF ?? '')) {
    throw invalid(
      'ref: is required on a pull request and in a merge queue. Name the branch whose workflow file ServiceNow starts, for example main',
    );
  }
  const ref = own.ref ?? env.GITHUB_REF_NAME;
  if (!ref) throw invalid('ref: is required, because this run has no branch or tag of its own');
  return { workflow: workflow ?? '', ref };
}

function invalid(problem: string): GateError {
  return new GateError('INVALID_INPUT', `The step's inputs are not usable. ${problem}.`);
}
