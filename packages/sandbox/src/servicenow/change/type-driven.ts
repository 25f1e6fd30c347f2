import { CHANGE_STATES } from '../base-system/tables/change-request.ts';
import type { ChangeModel } from './change-model.ts';
import { awaitsApproval, mayFollow, STATE } from './transitions.ts';

const STATES: ReadonlyMap<string, string> = new Map(CHANGE_STATES);
const IMPLEMENTATION = new Set<string>([STATE.implement]);

/**
 * The legacy state model: the states of a change follow from its type.
 * @param needsGroup whether a change leaves New only with an assignment group, unless it is canceled
 */
export function typeDriven(type: string, needsGroup: boolean): ChangeModel {
  return {
    initial: STATE.new,
    states: STATES,
    implementation: IMPLEMENTATION,
    attributes: new Map(),
    transitions: null,
    permits({ state = '', approval, assignment_group: group }, from) {
      const lacksGroup = needsGroup && !group && from === STATE.new && state !== STATE.canceled;
      const unapproved = state === STATE.scheduled && type !== 'standard' && approval !== 'approved';
      return mayFollow(type, from, state) && !unapproved && !lacksGroup;
    },
    asksForApproval: (state) => awaitsApproval(state) && mayFollow(type, state, STATE.new),
    automaticNext({ state = '', approval }) {
      if (!awaitsApproval(state)) return undefined;
      if (approval === 'rejected') return STATE.new;
      if (approval !== 'approved') return undefined;
      return state === STATE.assess ? STATE.authorize : STATE.scheduled;
    },
  };
}
