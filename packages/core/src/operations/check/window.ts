/** A window that is over, or a policy that refuses whatever people do. */
import type { CheckLine } from '../../check/report.ts';
import { STATE } from '../../decision.ts';
import type { OpenPlan } from '../open/plan.ts';
import { isGiven } from './asked-plan.ts';
import { doesNotHold } from './line.ts';
import { approvedIn } from './model-proceed-states.ts';
import type { CheckContext } from './section.ts';

const WINDOW = { id: 'data.window', title: 'The window of the change' };

export function windowLines({ policy, wanted }: OpenPlan, context: CheckContext): CheckLine[] {
  const { start_date: start, end_date: end } = wanted;
  if (policy.window !== 'enforce' || !isGiven(start) || !isGiven(end)) return [];
  const times = { plannedStart: String(start), plannedEnd: String(end) };
  const change = { ...approvedIn(STATE.implement), ...times };
  const { decision, reason } = context.decide(change, { ...policy, proceedStates: [STATE.implement] });
  if (decision !== 'denied') return [];
  return [
    doesNotHold(WINDOW, `A change with these planned times ${reason}: no build may deploy under it.`, {
      remedy: `Give ${context.displayName('planned-start')} and ${context.displayName('planned-end')} that are still to come.`,
      who: 'pipeline author',
    }),
  ];
}
