/** Which columns the operations cannot do without: the operations themselves are asked, with an answer that omits each. */
import { serviceNowTime } from '../../clock.ts';
import { MODEL, type Policy, STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import { markWithPlace, policyMark } from '../../policy/policy-mark.ts';
import { CHANGE_FIELDS, toChange } from '../../servicenow/change.ts';
import { TASK_FIELDS, toTask } from '../../servicenow/change-tasks.ts';
import type { OperationContext } from '../context.ts';
import { changeSysIds } from '../find/change-identity.ts';
import { doubtAbout } from '../find/doubt.ts';
import { placeOf } from '../find/place.ts';
import { judge } from '../judge.ts';
import { checkApproval, checkCorrelation } from '../open/find-or-create.ts';
import type { OpenPlan } from '../open/plan.ts';
import { refuseDoubtfulTasks, taskMark } from '../tasks/own-tasks.ts';

type Row = Readonly<Record<string, string>>;

/**
 * The columns of a change request that every answer has to show, for this configuration: to know which change it is, that it is
 * this gate's, and to decide.
 */
export function neededOfChange(plan: OpenPlan, context: OperationContext): ReadonlySet<string> {
  const row = approvedChange(plan.policy, context);
  return neededOf(CHANGE_FIELDS, row, (columns) => useChange(columns, plan, context));
}

/** The columns of a task that every answer has to show, where tasks are created. */
export function neededOfTask({ tasks }: OpenPlan, context: OperationContext): ReadonlySet<string> {
  const [first] = tasks;
  if (first === undefined) return new Set();
  const change = toChange(withValues(approvedChange({ ...NO_POLICY }, context)));
  const row = {
    sys_id: change.sysId,
    number: 'CTASK0010001',
    change_request: change.sysId,
    active: 'true',
    state: '1',
    sys_created_by: context.client.userName ?? 'somebody',
    ...taskMark(context.gate.key, first.title),
  };
  return neededOf(TASK_FIELDS, row, (columns) => refuseDoubtfulTasks([toTask(columns)], change, context));
}

const NO_POLICY: Policy = {
  proceedStates: [STATE.implement],
  conflict: 'ignore',
  window: 'ignore',
  deadline: '',
};

/** Those without which `use` ends otherwise than with all of them. */
function neededOf(
  fields: readonly string[],
  known: Row,
  use: (row: Readonly<Record<string, unknown>>) => void,
): ReadonlySet<string> {
  const row: Row = { ...Object.fromEntries(fields.map((column) => [column, ''])), ...known };
  const all = failureOf(() => use(withValues(row)));
  const isNeeded = (column: string) => {
    const { [column]: _, ...others } = row;
    return failureOf(() => use(withValues(others))) !== all;
  };
  return new Set(fields.filter(isNeeded));
}

/** As the Table API answers with `sysparm_display_value=all`. */
function withValues(row: Row): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, { value, display_value: value }]),
  );
}

function failureOf(use: () => void): string {
  try {
    use();
    return '';
  } catch (error) {
    if (error instanceof GateError) return error.code;
    throw error;
  }
}

/** What becomes of the answer for a change that was opened and approved. @throws GateError */
function useChange(
  columns: Readonly<Record<string, unknown>>,
  { policy, change: asked }: OpenPlan,
  context: OperationContext,
): void {
  const read = toChange(columns);
  checkCorrelation(read, context.gate.key);
  checkApproval(read, asked.kind === 'new' ? asked.creation : undefined);
  const doubt = doubtAbout(read, context);
  if (doubt !== null) throw new GateError('CHANGE_NOT_OURS', doubt);
  const change = { ...read, modelStates: read.model === null ? null : [STATE.implement] };
  judge(change, { policy, implement: false }, context);
}

/** Approved in a state in which the gate opens, within its window, and opened by this very gate. */
function approvedChange(policy: Policy, context: OperationContext): Row {
  const { gate, clock, client } = context;
  const now = clock.now().getTime();
  const [state = STATE.implement] = policy.proceedStates.filter((one) => one !== MODEL);
  return {
    sys_id: changeSysIds(gate.key)[0] ?? '',
    number: 'CHG0030001',
    type: 'normal',
    state,
    active: 'true',
    approval: 'approved',
    on_hold: 'false',
    conflict_status: 'No Conflict',
    start_date: serviceNowTime(new Date(now - 3_600_000)),
    end_date: serviceNowTime(new Date(now + 3_600_000)),
    correlation_id: gate.key,
    correlation_display: markWithPlace(policyMark(policy), placeOf(context)),
    sys_created_by: client.userName ?? 'somebody',
    sys_created_on: serviceNowTime(clock.now()),
  };
}
