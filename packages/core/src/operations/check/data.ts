/** What the data names and leaves out: records, and the fields that the instance demands. */
import type { CheckLine } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import { groupLines } from './group.ts';
import { failed } from './line.ts';
import { mandatoryLines } from './mandatory.ts';
import { policyLines } from './policies.ts';
import { referenceLines } from './references.ts';
import type { CheckSection } from './section.ts';
import { valueLines } from './values.ts';
import { windowLines } from './window.ts';

const INPUTS = { id: 'data.inputs', title: 'The inputs of the change' };

export const data: CheckSection = {
  id: 'data',
  title: 'Data',
  needs: ['instance', 'sign-in'],
  async look(context): Promise<readonly CheckLine[]> {
    const plan = await context.plan().catch((error: unknown) => {
      if (error instanceof GateError) return error;
      throw error;
    });
    if (plan instanceof GateError) return [failed(INPUTS, plan, 'pipeline author')];
    const { client } = context;
    const own = await context.dictionary('change_request');
    const change = own?.columns ?? null;
    const { tasks, strict, wanted } = plan;
    const task = tasks.length === 0 ? null : ((await context.dictionary('change_task'))?.columns ?? null);
    const given = [
      { table: 'change_request', fields: wanted, dictionary: change },
      ...tasks.map(({ fields }) => ({ table: 'change_task', fields, dictionary: task })),
    ];
    return [
      ...(await referenceLines(plan, change, context)),
      ...groupLines(plan),
      ...valueLines(given, strict),
      ...windowLines(plan, context),
      ...mandatoryLines(plan, own),
      ...(await policyLines(plan, { change, task }, client)),
    ];
  },
};
