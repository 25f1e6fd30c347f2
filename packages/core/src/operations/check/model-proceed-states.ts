/** The states in which a gate opens. */
import type { CheckLine } from '../../check/report.ts';
import { DEFAULT_POLICY, MODEL, STATE } from '../../decision.ts';
import type { Policy } from '../../policy/fields.ts';
import { stateLabel } from '../../servicenow/states.ts';
import type { OpenPlan } from '../open/plan.ts';
import { doesNotHold } from './line.ts';
import type { CheckContext } from './section.ts';

export const PROCEED = { id: 'model.proceed-states', title: 'The states in which the gate opens' };

/** What of the plan the ways of a model are held against. */
export type ModelPlan = Pick<OpenPlan, 'policy' | 'submit' | 'strict' | 'wanted'>;

/** @param named the implementation states of the model. @returns the states, as the decision takes them */
export function askedStates({ proceedStates }: Policy, named: readonly string[]): readonly string[] {
  const others = proceedStates.filter((state) => state !== MODEL);
  if (others.length === proceedStates.length) return others;
  return [...others, ...(named.length > 0 ? named : [STATE.implement])];
}

/** Whether the decision lets a build go on in a state: it never does in some, whatever the policy names. */
export function opensIn(
  state: string,
  { approval }: Policy,
  { decide }: Pick<CheckContext, 'decide'>,
): boolean {
  const policy = { ...DEFAULT_POLICY, proceedStates: [state], ...(approval !== undefined && { approval }) };
  return decide(approvedIn(state), policy).decision === 'approved';
}

/** A change that is approved in a state, and has nothing against it. */
export function approvedIn(state: string): Parameters<CheckContext['decide']>[0] {
  return {
    number: '',
    active: true,
    approval: 'approved',
    onHold: false,
    onHoldReason: '',
    conflictStatus: 'No Conflict',
    plannedStart: '',
    plannedEnd: '',
    state,
    stateLabel: '',
  } as Parameters<CheckContext['decide']>[0];
}

/** What is known of a model that could not be seen: a gate that opens in none of the states that are named opens in no model. */
export function neverOpens({ policy }: Pick<OpenPlan, 'policy'>, context: CheckContext): CheckLine[] {
  const asked = policy.proceedStates;
  if (asked.some((state) => state === MODEL || opensIn(state, policy, context))) return [];
  const states = asked.map((state) => `${stateLabel(state)} (${state})`).join(', ');
  const name = context.displayName('proceed-states');
  return [
    doesNotHold(PROCEED, `The gate opens in ${states}, in which no build goes on, whatever its policy is.`, {
      remedy: `Set ${name} to states in which the work is done.`,
      who: 'pipeline author',
    }),
  ];
}
