/** Whether a change of a model comes to where the gate opens, and from there to its end. */
import type { CheckLine } from '../../check/report.ts';
import { STATE } from '../../decision.ts';
import { isBaseState, stateLabel } from '../../servicenow/states.ts';
import type { OpenPlan } from '../open/plan.ts';
import { APPROVAL_STATE } from '../open/request-approval.ts';
import { knownOf } from './known.ts';
import { doesNotHold, holds, unseen } from './line.ts';
import { endLine } from './model-end-line.ts';
import { askedStates, type ModelPlan, opensIn, PROCEED } from './model-proceed-states.ts';
import {
  conditionWords,
  firstStep,
  type Label,
  leadsTo,
  leavesTo,
  openConditions,
  type Ways,
} from './model-ways.ts';
import type { CheckContext } from './section.ts';

const APPROVAL = { id: 'model.approval', title: 'The way to where approval is asked for' };
const WAY = { id: 'model.way', title: 'The way to where the gate opens' };
const IMPLEMENT = { id: 'model.implement', title: 'The step of verify from Scheduled to Implement' };

/** @param named the implementation states of the model */
export function wayLines(
  ways: Ways,
  named: readonly string[],
  plan: ModelPlan,
  context: CheckContext,
): CheckLine[] {
  const { policy, submit } = plan;
  const label = labelIn(ways);
  const asked = askedStates(policy, named);
  const opening = asked.filter((state) => ways.states.has(state) && opensIn(state, policy, context));
  const approval = submit ? [approvalLine(ways, plan, label)] : [];
  const remedy = `Set ${context.displayName('proceed-states')} to states of the model in which the work is done.`;
  const mend = { remedy, who: 'pipeline author' as const };
  if (opening.length === 0) {
    const states = [...ways.states.keys()].map(label).join(', ');
    const detail = `The gate opens in ${asked.map(label).join(', ')}, and no change of this model is ever in such a state with its approval: its states are ${states}.`;
    return [doesNotHold(PROCEED, detail, mend), ...approval];
  }
  const staying = opening.filter((state) => leavesTo(ways, state, knownIn(state, plan)) === undefined);
  if (staying.length === 0) {
    const detail = `The gate opens in ${opening.map(label).join(', ')}, which a change of this model leaves by itself at once.`;
    return [doesNotHold(PROCEED, detail, mend), ...approval];
  }
  const proceed = holds(PROCEED, `The model has ${staying.map(label).join(', ')}.`);
  const reached = staying.filter((state) => leadsTo(ways, ways.initial, state));
  if (reached.length === 0) {
    const detail = `No transitions of the model lead from ${label(ways.initial)} to ${staying.map(label).join(' or ')}.`;
    const add = {
      remedy: 'Add the missing transitions to the model, or name another one.',
      who: 'ServiceNow admin' as const,
    };
    return [proceed, ...approval, doesNotHold(WAY, detail, add)];
  }
  const way = holds(WAY, `Transitions lead from ${label(ways.initial)} to ${reached.map(label).join(', ')}.`);
  const implement = context.inputs.implement;
  return [
    proceed,
    ...approval,
    way,
    ...(implement && reached.includes(STATE.scheduled) ? [implementLine(ways, plan, label)] : []),
    endLine({ ways, named, reached, implement, plan, label }),
  ];
}

function labelIn({ states }: Ways): Label {
  return (state) => `${states.get(state) || stateLabel(state)} (${state})`;
}

/** In a state in which the gate opens nothing holds a change. */
function knownIn(state: string, { wanted, policy }: Pick<OpenPlan, 'wanted' | 'policy'>) {
  return knownOf(wanted, state, {
    on_hold: 'false',
    ...(policy.approval === undefined && { approval: 'approved' }),
  });
}

/** People can still move the change, so that this alone fails where `strict` is set. */
function approvalLine(ways: Ways, { wanted, strict }: ModelPlan, label: Label): CheckLine {
  const { initial } = ways;
  const from = label(initial);
  const known = knownOf(wanted, initial);
  const to = firstStep(ways, known);
  if (to === undefined) {
    const others = (ways.next.get(initial) ?? []).map(label).join(', ');
    return doesNotHold(
      APPROVAL,
      `From ${from} the model leads to ${others === '' ? 'no other state' : others}, of which open takes none: the change stays there until somebody moves it.`,
      {
        remedy: 'Give the model one way on from its first state, or move each change by hand.',
        who: 'ServiceNow admin',
      },
      strict,
    );
  }
  const conditions = openConditions(ways, initial, to, known);
  if (conditions.length > 0) {
    return unseen(
      APPROVAL,
      `The way from ${from} to ${label(to)} has conditions, and whether a change meets them could not be told before it is there: ${conditionWords(conditions)}.`,
      { remedy: 'Give in the data what they ask for.', who: 'pipeline author' },
    );
  }
  if (!isBaseState(to) || !Object.values(APPROVAL_STATE).includes(to)) {
    return unseen(
      APPROVAL,
      `A change goes from ${from} to ${label(to)}, a state of the model's own: whether anybody is asked there, the model does not say.`,
    );
  }
  return holds(APPROVAL, `A change goes from ${from} to ${label(to)}: open moves it, or it goes by itself.`);
}

/** `verify` takes no other way, as people have approved this one. */
function implementLine(ways: Ways, plan: ModelPlan, label: Label): CheckLine {
  const { scheduled, implement } = STATE;
  const others = ways.next.get(scheduled) ?? [];
  if (!others.includes(implement)) {
    return doesNotHold(
      IMPLEMENT,
      `From ${label(scheduled)} the model leads to ${others.map(label).join(', ') || 'no other state'}, and verify moves a change to ${label(implement)}.`,
      { remedy: 'Leave implement out, or add the way to the model.', who: 'pipeline author' },
    );
  }
  const conditions = openConditions(ways, scheduled, implement, knownIn(scheduled, plan));
  return conditions.length === 0
    ? holds(IMPLEMENT, 'The model has it.')
    : unseen(IMPLEMENT, `It has conditions that a change has to meet then: ${conditionWords(conditions)}.`);
}
