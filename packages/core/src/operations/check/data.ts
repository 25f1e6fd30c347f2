/** What the data names and leaves out: records, and the fields that the instance demands. */
import type { CheckLine } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import { groupLines } from './group.ts';
import { failed } from './line.ts';
import { mandatoryLines } from './mandatory.ts';
import { policyLines } from './policies.ts';
import { referenceLines } from './references.ts';
import type { CheckSection } from './section.ts';

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
    const own = await context.dictionary('change_request');
    const dictionary = own?.columns ?? null;
    return [
      ...(await referenceLines(plan, dictionary, context)),
      ...groupLines(plan),
      ...mandatoryLines(plan, own),
      ...(await policyLines(plan, dictionary, context)),
    ];
  },
};
