/** What `record` is to leave in ServiceNow, worked out from its inputs before anything is sent. All of it can be kept as JSON. */
import { serviceNowTime } from '../../clock.ts';
import { invalidInput } from '../../errors.ts';
import { resolveTimeInput } from '../../inputs/time.ts';
import type { InputsOf } from '../../inputs.ts';
import { type Ending, endingOf } from '../close/ending.ts';
import type { OperationContext } from '../context.ts';
import { refuseGuardedColumns } from '../guarded-columns.ts';
import { type PlannedCreation, planCreation } from '../open/creation.ts';
import { beginning } from '../open/plan.ts';
import { readData, requestedFields } from '../requested-fields.ts';

export interface RecordPlan extends PlannedCreation {
  readonly strict: boolean;
  /** Names or sys_ids. */
  readonly affectedCis: readonly string[];
  readonly ending: Ending;
  /** Where the change is left. */
  readonly target: 'review' | 'closed';
  /** When the deployment began and ended, UTC `yyyy-MM-dd HH:mm:ss`. */
  readonly started: string;
  readonly ended: string;
}

type PlanContext = Pick<OperationContext, 'build' | 'clock' | 'displayName'>;

/** How far the clocks of a CI and this machine may be apart. */
const TOLERANCE_MS = 5 * 60_000;

/** @throws GateError INVALID_INPUT */
export async function planRecord(inputs: InputsOf<'record'>, context: PlanContext): Promise<RecordPlan> {
  const { clock, displayName } = context;
  const data = await readData(inputs, displayName);
  const { fields } = requestedFields(inputs, data, clock.now(), displayName);
  refuseGuardedColumns(fields, false, displayName);
  const ending = endingOf({ ...inputs, data }, context);
  const { close_code: _code, close_notes: _notes, ...asked } = beginning(fields, displayName);
  const { started, ended } = timesOf(inputs, context);
  const note = `Records a deployment that waited for no approval: it began at ${started} and ended at ${ended} UTC. ${ending.notes}`;
  const noted = { ...asked, work_notes: [asked.work_notes, note].filter(Boolean).join('\n') };
  return {
    ...planCreation(inputs, noted, displayName),
    strict: inputs.strict,
    affectedCis: inputs['affected-cis'],
    ending,
    target: isSuccess(ending) && !inputs['leave-in-review'] ? 'closed' : 'review',
    started,
    ended,
  };
}

function isSuccess({ code }: Ending): boolean {
  return code.startsWith('successful');
}

function timesOf(
  inputs: InputsOf<'record'>,
  { clock, displayName }: PlanContext,
): { readonly started: string; readonly ended: string } {
  const now = clock.now();
  const { 'actual-start': start, 'actual-end': end } = inputs;
  const endedAt = end === undefined ? now : resolveTimeInput(end, now);
  const startedAt = start === undefined ? endedAt : resolveTimeInput(start, now);
  const problems = [
    ...(endedAt.getTime() > now.getTime() + TOLERANCE_MS
      ? [`${displayName('actual-end')}: lies in the future, and a deployment is recorded after it has ended`]
      : []),
    ...(startedAt > endedAt
      ? [`${displayName('actual-start')}: the deployment would have begun after it ended`]
      : []),
  ];
  if (problems.length > 0) throw invalidInput(problems);
  return { started: serviceNowTime(startedAt), ended: serviceNowTime(endedAt) };
}
