/** A change's model (`chg_model`): in which states it lets the change be implemented. */

const SYS_ID = /^[0-9a-f]{32}$/;

/**
 * The model's "Implementation states": states of `sttrm_state` by sys_id, or state values. Which of the two an
 * instance keeps is not documented, so both are read.
 *
 * @returns state values of `change_request`; none without a model, or where it names none
 */
export function implementationStates(model: string): string[] {
  const row = new GlideRecord('chg_model');
  if (model === '' || !row.get('sys_id', model)) return [];
  return (row.getValue('implementation_states') ?? '')
    .split(',')
    .map((entry) => (SYS_ID.test(entry.trim()) ? stateValue(entry.trim()) : entry.trim()))
    .filter((value) => value !== '');
}

/** In which of the two columns it is, no page says. */
function stateValue(state: string): string {
  const row = new GlideRecord('sttrm_state');
  if (!row.get('sys_id', state)) return '';
  return row.getValue('state_value') ?? row.getValue('value') ?? '';
}
