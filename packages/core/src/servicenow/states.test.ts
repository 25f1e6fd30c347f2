import { describe, expect, it } from 'vitest';
import { isBaseState, STATE_NAMES, stateLabel, stateValue } from './states.ts';
import { TASK_STATE_NAMES, taskStateValue } from './task-states.ts';

const CHANGE_STATES = {
  New: '-5',
  Assess: '-4',
  Authorize: '-3',
  Scheduled: '-2',
  Implement: '-1',
  Review: '0',
  Closed: '3',
  Canceled: '4',
};
const TASK_STATES = { Pending: '-5', Open: '1', 'In Progress': '2', Closed: '3', Canceled: '4' };

describe.each([
  ['a change', CHANGE_STATES, STATE_NAMES, stateValue],
  ['a task', TASK_STATES, TASK_STATE_NAMES, taskStateValue],
] as const)('the states of %s', (_what, states, names, valueFor) => {
  it('are these', () => {
    expect(names).toEqual(Object.keys(states));
  });

  it.each([...Object.entries(states), ['Cancelled', '4'], ['-12', '-12'], ['20', '20']])(
    '%s is %s, in whatever case',
    (name, value) => {
      expect([name, name.toLowerCase(), name.toUpperCase()].map(valueFor)).toEqual([value, value, value]);
    },
  );

  it.each(['', '-', '--1', '1x', 'x1', '1.5', ' 1', 'Done'])('%j is none', (text) => {
    expect(valueFor(text)).toBeUndefined();
  });
});

it.each(Object.entries(CHANGE_STATES))(
  '%s is a state of the base system and the label of %s',
  (name, value) => {
    expect(isBaseState(value)).toBe(true);
    expect(stateLabel(value)).toBe(name);
  },
);

it('a state of a model has no label of the base system', () => {
  expect(isBaseState('20')).toBe(false);
  expect(stateLabel('20')).toBe('state 20');
});
