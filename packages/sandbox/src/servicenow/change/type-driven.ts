import { CHANGE_STATES } from '../base-system/tables/change-request.ts';
import type { ChangeModel } from './change-model.ts';
import { approvalState, awaitsApproval, mayFollow, STATE } from './transitions.ts';

const STATES: ReadonlyMap<string, string> = new Map(CHANGE_STATES);
const IMPLEMENTATION = new Set<string>([STATE.implement]);

/** The legacy state model: the states of a change follow from its type. */
export function typeDriven(type: string): ChangeModel {
  return {
    initial: STATE.new,
    states: STATES,
    implementation: IMPLEMENTATION,
    attributes: new Map(),
    transitions: null,
    permits({ state = '', approval }, from) {
      const unapproved = state === STATE.scheduled && type !== 'standard' && approval !== 'approved';
      return mayFollow(type, from, state) && !unapproved;
    },
    asksForApproval: (_, to) => to === approvalState(type),
    automaticNext({ state, approval }) {
      if (!awaitsApproval(state)) return undefined;
      if (approval === 'rejected') return STATE.new;
      if (approval !== 'approved') return undefined;
      return state === STATE.assess ? STATE.authorize : STATE.scheduled;
    },
  };
}
