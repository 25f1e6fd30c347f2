/**
 * Fields that the dictionary calls mandatory. Forms ask for them, and the Table API takes a record without them (public clients
 * that read both find so; no page of ServiceNow's says it), so that none of them fails a pipeline.
 */
import type { CheckLine } from '../../check/report.ts';
import type { OwnDictionary } from '../../servicenow/dictionary-overrides.ts';
import type { OpenPlan } from '../open/plan.ts';
import { isGiven } from './asked-plan.ts';
import { doesNotHold, holds, unseen } from './line.ts';

const MANDATORY = { id: 'data.mandatory', title: 'Fields that forms of the instance demand' };

/** @param dictionary `null` where it cannot be read */
export function mandatoryLines({ wanted }: OpenPlan, dictionary: OwnDictionary | null): CheckLine[] {
  if (dictionary === null) {
    const detail =
      'The integration user may not read the dictionary (sys_dictionary, sys_db_object), which names them.';
    return [
      unseen(MANDATORY, detail, {
        remedy:
          'Look at the form of a new change in ServiceNow, or check as a user with the role personalize_dictionary.',
        who: 'pipeline author',
      }),
    ];
  }
  const missing = [...dictionary.columns.values()].filter(
    ({ name, mandatory, readOnly, defaultValue, computed }) =>
      mandatory && !readOnly && !computed && defaultValue === undefined && !isGiven(wanted[name]),
  );
  if (missing.length === 0 && dictionary.isOwn) {
    return [holds(MANDATORY, 'The dictionary has none that the data misses.')];
  }
  if (missing.length === 0) {
    const detail =
      'The dictionary of task has none that the data misses; what change_request changes of it (sys_dictionary_override) could not be read.';
    return [unseen(MANDATORY, detail)];
  }
  const names = missing.map(({ name, label }) => `${name} (${label})`).join(', ');
  const detail = `The dictionary makes ${names} mandatory, which the data misses: the change can be opened, and no form saves it before that is filled in.`;
  return [doesNotHold(MANDATORY, detail, { remedy: 'Add them to the data.', who: 'pipeline author' }, false)];
}
