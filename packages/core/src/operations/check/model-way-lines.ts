/** Whether a change of a model comes to where the gate opens, and from there to its end. */
import type { CheckLine } from '../../check/report.ts';
import { DEFAULT_POLICY, MODEL, STATE } from '../../decision.ts';
import type { Policy } from '../../policy/fields.ts';
import { stateLabel } from '../../servicenow/states.ts';
import type { OpenPlan } from '../open/plan.ts';
import { doesNotHold, holds } from './line.ts';
import { asksForApproval, leadsTo, stopsOnTheWay, type Ways } from './model-ways.ts';
import type { CheckContext } from './section.ts';

const PROCEED = { id: 'model.proceed-states', title: 'The states in which the gate opens' };
const APPROVAL = { id: 'model.approval', title: 'The way to where approval is asked for' };
const WAY = { id: 'model.way', title: 'The way to where the gate opens' };
const END = { id: 'model.end', title: 'The way from there to the end of the change' };

/** @param named the implementation states of the model */
export function wayLines(
  ways: Ways,
  named: readonly string[],
  { policy, submit, strict }: Pick<OpenPlan, 'policy' | 'submit' | 'strict'>,
  context: CheckContext,
): CheckLine[] {
  const label = (state: string) => `${ways.states.get(state) || stateLabel(state)} (${state})`;
  const asked = askedStates(policy, named);
  const opening = asked.filter((state) => ways.states.has(state) && opensIn(state, policy, context));
  const approval = submit ? [approvalLine(ways, strict, label)] : [];
  if (opening.length === 0) {
    const states = [...ways.states.keys()].map(label).join(', ');
    const detail = `The gate opens in ${asked.map(label).join(', ')}, and no change of this model is ever in such a state with its approval: its states are ${states}.`;
    const remedy = `Set ${context.displayName('proceed-states')} to states of the model in which the work is done.`;
    return [doesNotHold(PROCEED, detail, { remedy, who: 'pipeline author' }), ...approval];
  }
  const proceed = holds(PROCEED, `The model has ${opening.map(label).join(', ')}.`);
  const reached = opening.filter((state) => leadsTo(ways, ways.initial, state));
  if (reached.length === 0) {
    const detail = `No transitions of the model lead from ${label(ways.initial)} to ${opening.map(label).join(' or ')}.`;
    const remedy = {
      remedy: 'Add the missing transitions to the model, or name another one.',
      who: 'ServiceNow admin' as const,
    };
    return [proceed, ...approval, doesNotHold(WAY, detail, remedy)];
  }
  const way = holds(WAY, `Transitions lead from ${label(ways.initial)} to ${reached.map(label).join(', ')}.`);
  return [proceed, ...approval, way, endLine(ways, reached, label)];
}

/** The states in which the gate opens, as the decision takes them. */
function askedStates({ proceedStates }: Policy, named: readonly string[]): readonly string[] {
  const others = proceedStates.filter((state) => state !== MODEL);
  if (others.length === proceedStates.length) return others;
  return [...others, ...(named.length > 0 ? named : [STATE.implement])];
}

/** Whether the decision lets a build go on in a state: it never does in some, whatever the policy names. */
function opensIn(state: string, { approval }: Policy, { decide }: CheckContext): boolean {
  const change = {
    ...NOTHING_AGAINST_IT,
    state,
    stateLabel: '',
  } as Parameters<CheckContext['decide']>[0];
  const policy = { ...DEFAULT_POLICY, proceedStates: [state], ...(approval !== undefined && { approval }) };
  return decide(change, policy).decision === 'approved';
}

const NOTHING_AGAINST_IT = {
  number: '',
  active: true,
  approval: 'approved',
  onHold: false,
  onHoldReason: '',
  conflictStatus: 'No Conflict',
  plannedStart: '',
  plannedEnd: '',
};

type Label = (state: string) => string;

/** People can still move the change, so that this alone fails where `strict` is set. */
function approvalLine(ways: Ways, strict: boolean, label: Label): CheckLine {
  const from = label(ways.initial);
  if (asksForApproval(ways))
    return holds(APPROVAL, `open moves a change on from ${from}, or it goes by itself.`);
  const others = (ways.next.get(ways.initial) ?? []).map(label).join(', ');
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

function endLine(ways: Ways, reached: readonly string[], label: Label): CheckLine {
  const stops = reached.map((state) => stopsOnTheWay(ways, state));
  const stop = stops.find((state) => state !== undefined);
  if (stop === undefined)
    return holds(END, `close walks a change from ${reached.map(label).join(', ')} to its end.`);
  const on = (ways.next.get(stop) ?? []).map(label).join(', ');
  return doesNotHold(
    END,
    `close stops in ${label(stop)}, from where the model leads to ${on === '' ? 'no other state' : on}: it goes on only where one way leads on.`,
    {
      remedy: 'Give the model one way on from there to Closed, or to a state without a way out.',
      who: 'ServiceNow admin',
    },
  );
}
