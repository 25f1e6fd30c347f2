import type { ChangeModel, Transition } from '../../change/change-model.ts';
import { mayEnter } from '../../change/may-enter.ts';
import type { Database, Row } from '../../database/database.ts';

/**
 * `GET /change/{id}/nextstates`: where the change may go now, its own state included. Transitions and their
 * conditions are listed only where the change follows a model.
 */
export function nextStates(database: Database, change: Row, model: ChangeModel) {
  const { state = '' } = change;
  const reachable = [...model.states.keys()].filter(
    (to) => to === state || mayEnter(database, { ...change, state: to }, model, state),
  );
  const own = (model.transitions ?? []).filter((transition) => transition.from === state);
  const targets = [...new Set(own.map(({ to }) => to))];
  return {
    available_states: reachable,
    state_transitions: targets.map((to) =>
      own.filter((one) => one.to === to).map((one) => transitionJson(database, change, one)),
    ),
    state_label: Object.fromEntries(reachable.map((value) => [value, model.states.get(value) ?? value])),
  };
}

function transitionJson(database: Database, change: Row, transition: Transition) {
  const conditions = transition.conditions.map(({ sysId, name, description, query }) => ({
    passed: database.matches('change_request', { ...change, state: transition.to }, query),
    condition: { name, description, sys_id: sysId },
  }));
  return {
    sys_id: transition.sysId,
    display_value: transition.name,
    from_state: transition.from,
    to_state: transition.to,
    transition_available: conditions.every(({ passed }) => passed),
    automatic_transition: transition.automatic,
    conditions,
  };
}
