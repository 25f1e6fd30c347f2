import { templateFields } from '../../change/preset.ts';
import type { Database, Row } from '../../database/database.ts';
import { NO_RECORD } from '../rest-error.ts';

/** Fields of a standard change that a caller may not set: the template was approved with them. */
export const FIXED_BY_TEMPLATE = ['description', 'backout_plan', 'test_plan', 'implementation_plan'];

/** What a template makes of a new change: values to begin with, and values that stay. @throws RestError 404 */
export function templateValues(database: Database, sysId: string): { values: Row; fixed: Row } {
  const producer = database.get('std_change_record_producer', sysId);
  if (producer === null || producer.active !== 'true') throw NO_RECORD;
  const template = database.get('std_change_template', producer.template ?? '')?.template ?? '';
  return {
    values: templateFields(template),
    fixed: { type: 'standard', std_change_producer_version: producer.current_version ?? '' },
  };
}
