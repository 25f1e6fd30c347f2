/** Whether ServiceNow will answer the question for schedule conflicts, where the gate asks it. */
import type { CheckLine } from '../../check/report.ts';
import { equals } from '../../servicenow/encoded-query.ts';
import { rowsOf } from '../../servicenow/rows.ts';
import type { OpenPlan } from '../open/plan.ts';
import { isGiven } from './asked-plan.ts';
import { doesNotHold, holds, unseen } from './line.ts';
import type { CheckContext, CheckSection } from './section.ts';
import { isOfTemplate } from './template.ts';

const DETECTION = { id: 'conflicts.detection', title: 'Conflict detection runs by itself' };
const CHECKABLE = { id: 'conflicts.data', title: 'What conflict detection needs' };

export const conflicts: CheckSection = {
  id: 'conflicts',
  title: 'Schedule conflicts',
  isAsked: ({ inputs }) => inputs['conflict-policy'] !== 'ignore',
  needs: ['instance', 'sign-in', 'data.inputs'],
  async look(context) {
    const plan = await context.plan();
    return [await detectionLine(plan, context), checkableLine(plan)];
  },
};

/** "Run conflict detection automatically after changes to ..." (ServiceNow docs, t_RunAutomatedConflictDetection). */
const AUTOMATIC = 'change.conflict.refresh.conflicts';

async function detectionLine({ policy }: OpenPlan, { client }: CheckContext): Promise<CheckLine> {
  const ask = { query: equals({ name: AUTOMATIC }), fields: ['name', 'value'] };
  const rows = await rowsOf(client, 'sys_properties', ask);
  const property = rows?.find(({ name }) => name === AUTOMATIC);
  if (property?.value === 'true') return holds(DETECTION, `The property ${AUTOMATIC} is true.`);
  const turnOn = {
    remedy: `Turn it on under Change > Administration > Conflict Properties (${AUTOMATIC}), or set conflict-policy to ignore.`,
    who: 'ServiceNow admin' as const,
  };
  if (property === undefined) {
    return unseen(
      DETECTION,
      `The property ${AUTOMATIC} is not there, or the integration user may not read it.`,
      turnOn,
    );
  }
  return doesNotHold(
    DETECTION,
    `The property ${AUTOMATIC} is ${JSON.stringify(property.value ?? '')}, and under conflict-policy ${policy.conflict} the build waits until conflicts have been checked: by a schedule, or by hand.`,
    turnOn,
  );
}

/** ServiceNow docs, c_ConflictDetection. */
const NEEDED = ['cmdb_ci', 'start_date', 'end_date'];

function checkableLine(plan: OpenPlan): CheckLine {
  const { wanted } = plan;
  const missing = NEEDED.filter((column) => !isGiven(wanted[column]));
  if (missing.length === 0) return holds(CHECKABLE, `The data has ${NEEDED.join(', ')}.`);
  const add = { remedy: `Give open ${missing.join(', ')}.`, who: 'pipeline author' as const };
  if (isOfTemplate(plan)) {
    return unseen(CHECKABLE, `The data misses ${missing.join(', ')}, which the template may have.`, add);
  }
  return doesNotHold(
    CHECKABLE,
    `The data misses ${missing.join(', ')}, without which ServiceNow checks no conflicts: the build waits until somebody adds them.`,
    add,
  );
}
