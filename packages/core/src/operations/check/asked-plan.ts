/** What `open` would do with the configuration that is checked. */
import type { InputsOf } from '../../inputs.ts';
import type { OpenPlan } from '../open/plan.ts';
import { planOpen } from '../open/plan.ts';
import { readData } from '../requested-fields.ts';
import { readTasks } from '../tasks/wanted-tasks.ts';
import type { CheckContext } from './section.ts';

/**
 * Makes the plan of `open`, without its callback and its files: those are looked at by themselves.
 * @throws GateError INVALID_INPUT as `open` would
 */
export async function askedPlan({
  inputs,
  clock,
  displayName,
}: Pick<CheckContext, 'inputs' | 'clock' | 'displayName'>): Promise<OpenPlan> {
  const now = clock.now();
  const files = {
    data: await readData(inputs, displayName),
    tasks: await readTasks(inputs, now, displayName),
    attachments: [],
  };
  // A check is given all that `open` reads to plan a change, but for one that exists.
  const asOpen = inputs as unknown as InputsOf<'open'>;
  return planOpen(asOpen, files, { callback: false, now, displayName });
}

/** Whether the data gives a column a value. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
