/** Whether `close` brings a change of a model from where the gate opens to its end. */
import type { CheckLine } from '../../check/report.ts';
import { STATE } from '../../decision.ts';
import { isBaseState } from '../../servicenow/states.ts';
import { closingFields } from '../close/ending.ts';
import { BEGUN } from '../close/implementation.ts';
import { knownOf } from './known.ts';
import { doesNotHold, holds, unseen } from './line.ts';
import type { ModelPlan } from './model-proceed-states.ts';
import {
  conditionWords,
  isConditional,
  type Label,
  openConditions,
  type Walked,
  type Ways,
  walkToEnd,
} from './model-ways.ts';

const END = { id: 'model.end', title: 'The way from there to the end of the change' };

interface Asked {
  readonly ways: Ways;
  /** The implementation states of the model. */
  readonly named: readonly string[];
  /** Where the gate opens. */
  readonly reached: readonly string[];
  readonly implement: boolean;
  readonly plan: ModelPlan;
  readonly label: Label;
}

export function endLine(asked: Asked): CheckLine {
  const { ways, reached, label } = asked;
  const walks = reached.map((state) => walkToEnd(ways, state));
  const short = walks.find(({ ends }) => !ends);
  if (short !== undefined) return stoppedLine(ways, short.path.at(-1) ?? '', label);
  const notBegun = reached.filter((state) => !isBegun(state, asked));
  if (notBegun.length > 0) {
    return unseen(
      END,
      `In ${notBegun.map(label).join(', ')} the implementation of a change has not begun as long as it has no actual start (work_start), and close refuses such a change: what moves it on, or notes its start, is not seen here.`,
      {
        remedy:
          'Move the change to Implement, or note its actual start, with implement of verify or with update.',
        who: 'pipeline author',
      },
    );
  }
  const conditions = walks.flatMap((walk) => conditionsOn(walk, asked));
  const from = reached.map(label).join(', ');
  return conditions.length === 0
    ? holds(END, `close walks a change from ${from} to its end.`)
    : unseen(
        END,
        `close walks a change from ${from} to its end where it meets the conditions of the ways: ${conditionWords(conditions)}.`,
        { remedy: 'Give close in its data what they ask for.', who: 'pipeline author' },
      );
}

/** As `close` asks for it; `verify` itself begins the implementation of one in Scheduled, where it is to. */
function isBegun(state: string, { named, implement }: Asked): boolean {
  if (!isBaseState(state)) return named.includes(state);
  return BEGUN.includes(state) || (implement && state === STATE.scheduled);
}

function stoppedLine(ways: Ways, stop: string, label: Label): CheckLine {
  const on = (ways.next.get(stop) ?? []).map(label).join(', ');
  const detail = `close stops in ${label(stop)}, from where the model leads to ${on === '' ? 'no other state' : on}: it goes on only where one way leads on`;
  const remedy = {
    remedy: 'Give the model one way on from there to Closed, or to a state without a way out.',
    who: 'ServiceNow admin' as const,
  };
  return isConditional(ways, stop)
    ? unseen(END, `${detail}, and which are open depends on the change.`, remedy)
    : doesNotHold(END, `${detail}.`, remedy);
}

const CLOSED_WITH = closingFields({ code: 'successful', notes: 'The notes of close.' });

function conditionsOn({ path }: Walked, { ways, plan }: Asked) {
  return path.slice(1).flatMap((to, index) => {
    const from = path[index] ?? '';
    const known = knownOf(plan.wanted, from, { on_hold: 'false', ...CLOSED_WITH });
    return openConditions(ways, from, to, known);
  });
}
