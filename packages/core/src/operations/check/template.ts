import type { OpenPlan } from '../open/plan.ts';

/** Whether the change is made of a template, which brings fields that the data does not name. */
export function isOfTemplate({ change }: Pick<OpenPlan, 'change'>): boolean {
  return change.kind === 'new' && change.creation !== undefined && 'standardTemplate' in change.creation;
}
