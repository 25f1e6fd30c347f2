/** Whether one change is opened with the given data, brought as far as the integration user may, and canceled again. */
import type { CheckLine } from '../../check/report.ts';
import { STATE } from '../../decision.ts';
import { rowsOf } from '../../servicenow/rows.ts';
import type { OpenPlan } from '../open/plan.ts';
import { knownOf } from './known.ts';
import { doesNotHold, type Remedy, unseen } from './line.ts';
import { findModel } from './model.ts';
import { firstStep } from './model-ways.ts';
import type { CheckContext, CheckSection } from './section.ts';
import { CHECK_KEY, tryChange } from './try-change.ts';

const WRITE = { id: 'write', title: 'A change, opened and canceled again' };
const LEFT = { id: 'write.left', title: 'Changes of earlier checks' };
const LATER = { id: 'write.later', title: 'What is written once it is approved' };

/** In place of that, where nothing may be written. A configuration that fails already is mended first. */
export const unwritten: CheckSection = {
  id: WRITE.id,
  title: WRITE.title,
  isAsked: ({ inputs }) => !inputs['check-write'],
  needs: [],
  async look(_, before) {
    return before.some((line) => line.breaks) ? [] : [unseen(WRITE, UNWRITTEN, ASK_TO_WRITE)];
  },
};

export const write: CheckSection = {
  id: WRITE.id,
  title: WRITE.title,
  isAsked: ({ inputs }) => inputs['check-write'],
  needs: ['instance', 'sign-in'],
  async look(context, before) {
    const broken = before.find((line) => line.breaks);
    if (broken !== undefined) {
      return [
        unseen(
          WRITE,
          `Nothing was opened, as the configuration would fail already: ${broken.title} (${broken.id}).`,
        ),
      ];
    }
    const plan = await context.plan();
    if (plan.change.kind !== 'new') return [];
    const stuck = await notCanceledFrom(plan, context);
    if (stuck !== undefined) {
      return [
        unseen(
          WRITE,
          `Nothing was opened, as its model leads from ${stuck} to no Canceled, and the change would be left.`,
          { remedy: 'Add the way to Canceled to the model.', who: 'ServiceNow admin' },
        ),
      ];
    }
    return [
      ...(await leftLines(context)),
      ...(await tryChange(plan.change, plan, context)),
      unseen(LATER, UNTRIED),
    ];
  },
};

/** Changes of checks that were killed on the way. One that runs now may be among them, so that none is canceled here. */
async function leftLines({ client }: CheckContext): Promise<CheckLine[]> {
  const ask = {
    query: `correlation_idSTARTSWITH${CHECK_KEY}^active=true`,
    fields: ['number', 'correlation_id', 'active'],
  };
  const left = ((await rowsOf(client, 'change_request', ask)) ?? []).filter(
    ({ correlation_id: id, active }) => id?.startsWith(CHECK_KEY) && active === 'true',
  );
  if (left.length === 0) return [];
  const numbers = left.map(({ number }) => number).join(', ');
  const remedy = { remedy: `Unless a check runs now, cancel ${numbers}.`, who: 'ServiceNow admin' as const };
  const detail = `Checks have opened and not canceled ${numbers}: they were killed on the way, or still run.`;
  return [doesNotHold(LEFT, detail, remedy, false)];
}

/** The state, of those that the change would be in, from which its model lets none be canceled; as far as its ways can be seen. */
async function notCanceledFrom(plan: OpenPlan, context: CheckContext): Promise<string | undefined> {
  const { shape, ways } = await findModel(plan, context);
  if (ways === undefined || !shape?.states.length) return undefined;
  const { initial, states, next } = ways;
  const asked = plan.submit ? firstStep(ways, knownOf(plan.wanted, initial)) : undefined;
  const stuck = [initial, ...(asked === undefined ? [] : [asked])].find(
    (state) => !next.get(state)?.includes(STATE.canceled),
  );
  return stuck && `${states.get(stuck)} (${stuck})`;
}

const UNWRITTEN =
  'Nothing was opened. What shows only when a change is written could not be seen: columns that an ACL keeps from being written, and business rules that refuse or alter a change.';
const UNTRIED =
  'A check goes no further: whether verify and close may write what they do (state, work_start, close_code, close_notes) shows with a change that people have approved.';
const ASK_TO_WRITE: Remedy = {
  remedy: 'Set check-write, which opens one change and cancels it again.',
  who: 'pipeline author',
};
