/** The group that people are asked by: without one, a change most often stays in New. */
import type { CheckLine } from '../../check/report.ts';
import type { OpenPlan } from '../open/plan.ts';
import { LACKS_GROUP, lacksGroup } from '../open/request-approval.ts';
import { type Remedy, unseen } from './line.ts';

const GROUP = { id: 'data.assignment_group', title: 'A group that is asked to approve' };

/** What a template or a rule of the instance fills in, nobody sees before there is a change. */
export function groupLines(plan: OpenPlan): CheckLine[] {
  if (!plan.submit || !lacksGroup(plan)) return [];
  return [
    unseen(GROUP, `${LACKS_GROUP} Whether the instance gives one by itself shows in a change.`, NAME_GROUP),
  ];
}

/** What to do about it. */
export const NAME_GROUP: Remedy = {
  remedy: 'Name the group that approves as assignment_group in the data.',
  who: 'pipeline author',
};
