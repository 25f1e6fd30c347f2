import { describe, expect, it } from 'vitest';
import { baseWays, firstStep, leadsTo, leavesTo, openConditions, walkToEnd, waysOf } from './model-ways.ts';

/** A model of these ways, `-5 20`; one that goes by itself ends with `!`. */
function ways(...given: readonly string[]) {
  const transitions = given.map((way) => {
    const [from = '', to = ''] = way.replace('!', '').split(' ');
    return { from, to, ...(way.endsWith('!') && { automatic: true as const }) };
  });
  const values = [...new Set(transitions.flatMap(({ from, to }) => [from, to]))];
  const states = values.map((value) => ({ value, label: `S${value}` }));
  return waysOf({ sysId: 'm', name: 'M', preset: 'type=normal^EQ', states, transitions }, 'emergency');
}

it('takes the type from the preset, and the first state where none is marked as such', () => {
  expect(ways('10 20')).toMatchObject({ type: 'normal', initial: '10' });
  const states = [
    { value: '1', label: 'A' },
    { value: '2', label: 'B', initial: true as const },
  ];
  const model = { sysId: 'm', name: 'M', preset: '', states, transitions: [] };
  expect(waysOf(model, 'emergency')).toMatchObject({ type: 'emergency', initial: '2' });
});

describe('the way of people', () => {
  it('follows transitions, and stops in circles', () => {
    const model = ways('-5 10', '10 -5', '10 20', '30 3');
    expect([leadsTo(model, '-5', '20'), leadsTo(model, '-5', '3'), leadsTo(model, '20', '20')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

const UNKNOWN = () => undefined;

describe('open', () => {
  it.each([
    ['-4', 'from New to Assess', ['-5 -4', '-5 10', '-4 3']],
    ['10', 'the only way on', ['-5 10', '-5 4', '10 3']],
    ['11', 'by itself', ['-5 10', '-5 11!', '10 3']],
    [undefined, 'nowhere, as there are two ways on', ['-5 10', '-5 11', '10 3']],
    [undefined, 'nowhere, as it leads to Canceled alone', ['-5 4']],
    ['11', 'from a first state of its own', ['10 11', '11 3']],
  ] as const)('%s: a change goes %s', (expected, _what, given) => {
    expect(firstStep(ways(...given), UNKNOWN)).toBe(expected);
  });
});

describe('a way with conditions', () => {
  const states = ['-5', '10'].map((value) => ({ value, label: value }));
  const asking = (query: string) =>
    waysOf(
      {
        sysId: 'm',
        name: 'M',
        preset: '',
        states,
        transitions: [{ from: '-5', to: '10', automatic: true, conditions: [{ name: 'C', query }] }],
      },
      'normal',
    );

  it.each([
    ['risk=2', { value: '2' }, 0],
    ['risk=2', { value: '3' }, 1],
    ['risk=2', undefined, 1],
    ['', { value: '2' }, 1],
  ] as const)('of %j, with %j, is open only if that is known', (query, risk, open) => {
    const model = asking(query);
    expect(openConditions(model, '-5', '10', () => risk)).toHaveLength(open);
    expect(leavesTo(model, '-5', () => risk)).toBe(open === 0 ? '10' : undefined);
  });
});

describe('close', () => {
  it.each([
    [undefined, 'comes to Closed', ['-1 0', '0 3']],
    [undefined, 'comes to Closed in one step', ['20 3', '20 21', '20 22']],
    [undefined, 'comes to a state without a way out', ['20 21', '21 22']],
    ['20', 'knows not which of two ways to go', ['20 21', '20 22', '21 3', '22 3']],
    ['20', 'does not go to Canceled', ['20 4']],
    ['20', 'goes in no circle', ['20 21', '21 20']],
  ] as const)('stops in %s, as it %s', (expected, _what, given) => {
    const [from = ''] = given[0].split(' ');
    expect(walkToEnd(ways(...given), from).ends).toBe(expected === undefined);
  });
});

it.each(['normal', 'standard', 'emergency'])('walks a %s change of the base system', (type) => {
  const base = baseWays(type);
  expect(firstStep(base, UNKNOWN)).toBe({ normal: '-4', standard: '-2', emergency: '-3' }[type]);
  expect(leadsTo(base, base.initial, '-1')).toBe(true);
  expect(walkToEnd(base, '-1').ends).toBe(true);
});

it('of the base system goes from each state to the next of its type', () => {
  const base = baseWays('emergency');
  expect([...base.next]).toEqual([
    ['-5', ['-3']],
    ['-3', ['-2']],
    ['-2', ['-1']],
    ['-1', ['0']],
    ['0', ['3']],
  ]);
  expect([base.type, base.states.get('-3'), base.states.get('4')]).toEqual([
    'emergency',
    'Authorize',
    'Canceled',
  ]);
  expect(baseWays("a type of the instance's own").next.get('-5')).toEqual(['-4']);
});

it('of a model that begins in a state of its own leads to no state of the base system by itself', () => {
  expect(firstStep(ways('10 -4', '10 11', '-4 3', '11 3'), UNKNOWN)).toBeUndefined();
});
