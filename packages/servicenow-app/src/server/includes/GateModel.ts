/** A change's model (`chg_model`): in which states it lets the change be implemented. */

const SYS_ID = /^[0-9a-f]{32}$/;

/**
 * The model's "Implementation states": states of `sttrm_state` by sys_id, or state values. Which of the two an
 * instance keeps is not documented, so both are read.
 *
 * @returns state values of `change_request`; none without a model, or where it names none; `null` where the model, its
 *   column or one of its states is not there
 */
export function implementationStates(model: string): string[] | null {
  if (model === '') return [];
  const row = new GlideRecord('chg_model');
  if (!row.get('sys_id', model) || !row.isValidField('implementation_states')) return null;
  const values = (row.getValue('implementation_states') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => (SYS_ID.test(entry) ? stateValue(entry) : entry));
  return values.indexOf('') < 0 ? values : null;
}

/** In which of the two columns it is, no page says. */
function stateValue(state: string): string {
  const row = new GlideRecord('sttrm_state');
  if (!row.get('sys_id', state)) return '';
  return row.getValue('state_value') ?? row.getValue('value') ?? '';
}
