import { describe, expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { shownTables } from '../../../test/shown-tables.ts';
import { model } from './model.ts';

const ID = 'a'.repeat(32);
const OWN = {
  sys_id: ID,
  name: 'Globex',
  active: 'true',
  record_preset: 'type=normal^EQ',
  implementation_states: '',
};
const NORMAL = { ...OWN, sys_id: 'b'.repeat(32), name: 'Normal' };

/** The states of a model by value, and the ways between them as `-5 20`; `-5 20 approval=approved` has a condition. */
function tables(models: readonly Readonly<Record<string, string>>[], ...ways: readonly string[]) {
  const values = [...new Set(ways.flatMap((way) => way.split(' ').slice(0, 2)))];
  return {
    chg_model: models,
    sttrm_state: [
      { sys_id: 'x', sttrm_model: 'other', state_value: '1', state_label: 'Other' },
      ...values.map((value) => ({
        sys_id: `s${value}`,
        sttrm_model: ID,
        state_value: value,
        state_label: `S${value}`,
      })),
    ],
    sttrm_state_transition: ways.map((way) => {
      const [from, to] = way.split(' ');
      return {
        sys_id: way,
        from_state: `s${from}`,
        to_state: `s${to}`,
        automatic_transition: String(way.endsWith('!')),
      };
    }),
    sttrm_transition_condition: ways.flatMap((way) => {
      const [, , condition] = way.split(' ');
      return condition === undefined || condition === '!'
        ? []
        : [{ sttrm_state_transition: way, name: 'C', condition }];
    }),
  };
}

async function look(shown: Parameters<typeof shownTables>[0], inputs: Readonly<Record<string, string>> = {}) {
  const lines = await model.look(await checkContext({ client: shownTables(shown), inputs }), []);
  return lines.map(
    ({ id, outcome, breaks }) => `${id.replace('model.', '')} ${outcome}${breaks ? ' breaks' : ''}`,
  );
}

const named = { 'change-model': 'Globex' };
const HOLD = ['found', 'states', 'proceed-states', 'approval', 'way', 'end'].map((id) => `${id} holds`);

describe('the model of a change', () => {
  it.each([
    ['by name', named],
    ['by sys_id', { 'change-model': ID }],
    ['in the data', { data: `{"chg_model": "${ID}"}` }],
  ])('is looked at with all of its ways, given %s', async (_what, inputs) => {
    expect(await look(tables([OWN], '-5 -4', '-4 -1', '-1 0', '0 3'), inputs)).toEqual(HOLD);
  });

  it('says nothing of an approval that nobody requests', async () => {
    const shown = tables([OWN], '-5 -4', '-4 -1', '-1 3');
    const lines = await look(shown, { ...named, submit: 'false' });
    expect(lines).toEqual(HOLD.filter((line) => line !== 'approval holds'));
  });

  it.each([
    [
      'asks nobody for approval by itself',
      ['-5 10', '-5 11', '10 -1', '11 -1', '-1 3'],
      'approval does-not-hold',
    ],
    ['never comes to where the gate opens', ['-5 -4', '-4 4', '-1 3'], 'way does-not-hold breaks'],
    ['cannot be closed', ['-5 -4', '-4 -1', '-1 20', '-1 21', '20 3', '21 3'], 'end does-not-hold breaks'],
    [
      'has no state in which the gate opens',
      ['-5 -4', '-4 20', '20 3'],
      'proceed-states does-not-hold breaks',
    ],
  ])('does not hold where its change %s', async (_what, ways, line) => {
    const lines = await look(tables([OWN], ...ways), named);
    expect(lines.filter((one) => one.includes('does-not-hold'))).toEqual([line]);
  });

  const IMPLEMENT = { ...named, implement: 'true' };
  it.each([
    ['a condition on its first way', ['-5 -4 risk=2', '-4 -1', '-1 3'], named, 'approval could-not-be-seen'],
    ['a condition on its last way', ['-5 -4', '-4 -1', '-1 3 risk=2'], named, 'end could-not-be-seen'],
    [
      'two ways to its end, of which a condition may close one',
      ['-5 -4', '-4 -1', '-1 20 risk=2', '-1 21', '20 3', '21 3'],
      named,
      'end could-not-be-seen',
    ],
    ['a first way to a state of its own', ['-5 20', '20 -1', '-1 3'], named, 'approval could-not-be-seen'],
    [
      'a gate that opens where the implementation has not begun',
      ['-5 -4', '-4 20', '20 3'],
      { ...named, 'proceed-states': '20' },
      'end could-not-be-seen',
    ],
    [
      'a state that a change leaves by itself',
      ['-5 -4', '-4 -1', '-1 0 !', '0 3'],
      named,
      'proceed-states does-not-hold breaks',
    ],
    [
      'no way from Scheduled to Implement, where verify takes it',
      ['-5 -4', '-4 -2', '-2 20', '20 3'],
      IMPLEMENT,
      'implement does-not-hold breaks',
    ],
    ['that way', ['-5 -4', '-4 -2', '-2 -1', '-1 3'], IMPLEMENT, 'implement holds'],
  ] as const)('is told of %s', async (_what, ways, inputs, line) => {
    expect(await look(tables([OWN], ...ways), inputs)).toContain(line);
  });

  it('that makes standard changes is refused by open', async () => {
    const shown = tables([{ ...OWN, record_preset: 'type=standard^EQ' }], '-5 -2', '-2 -1', '-1 3');
    expect(await look(shown, named)).toEqual(['found holds', 'type does-not-hold breaks']);
  });

  it('that could not be seen has no state in which no gate ever opens', async () => {
    const inputs = { ...named, 'proceed-states': 'Review, Closed' };
    expect(await look({ chg_model: [OWN] }, inputs)).toContain('proceed-states does-not-hold breaks');
  });

  it('says in which states the gate opens, and whose its states are', async () => {
    const detailOf = async (shown: Parameters<typeof shownTables>[0], id: string) => {
      const inputs = { ...named, 'proceed-states': 'model' };
      const lines = await model.look(await checkContext({ client: shownTables(shown), inputs }), []);
      return lines.find((line) => line.id === `model.${id}`)?.detail;
    };
    const own = tables([{ ...OWN, implementation_states: 's20' }], '-5 20', '20 3');
    expect(await detailOf(own, 'proceed-states')).toBe('The model has S20 (20).');
    expect(await detailOf(own, 'states')).toMatch(
      /has 3 states of its own: S-5, S20, S3\. .* begins in S-5\./,
    );
    expect(await detailOf(tables([OWN]), 'states')).toMatch(/no states of its own.* begins in New\./);
  });

  it('names the states of the model and where its ways lead', async () => {
    const context = await checkContext({
      client: shownTables(tables([OWN], '-5 20', '20 3')),
      inputs: named,
    });
    const lines = await model.look(context, []);
    expect(lines.find(({ id }) => id === 'model.proceed-states')).toMatchObject({
      detail: expect.stringMatching(
        /opens in Implement \(-1\), .* states are S-5 \(-5\), S20 \(20\), S3 \(3\)\./,
      ),
      remedy: expect.stringContaining('proceed-states'),
    });
  });

  it('opens the gate in its implementation states, where the policy takes those', async () => {
    const shown = tables([{ ...OWN, implementation_states: 's20' }], '-5 -4', '-4 20', '20 3');
    expect(await look(shown, { ...named, 'proceed-states': 'model' })).toEqual(HOLD);
    expect(await look(shown, named)).toContain('proceed-states does-not-hold breaks');
  });

  it.each([
    ['no model of this name', { 'change-model': 'Nobody' }, [OWN], 'found does-not-hold breaks'],
    ['an inactive one by name', named, [{ ...OWN, active: 'false' }], 'found does-not-hold breaks'],
    [
      'an inactive one by sys_id',
      { 'change-model': ID },
      [{ ...OWN, active: 'false' }],
      'found does-not-hold',
    ],
    ['none to see of this sys_id', { 'change-model': 'c'.repeat(32) }, [OWN], 'found could-not-be-seen'],
  ])('is not good where there is %s', async (_what, inputs, models, line) => {
    expect((await look(tables(models, '-5 -4', '-4 -1', '-1 3'), inputs))[0]).toBe(line);
  });

  it('is the active one of the type where none is named, and breaks nothing, as another may be taken', async () => {
    const others = [
      { ...NORMAL, record_preset: 'type=standard^EQ' },
      { ...NORMAL, active: 'false' },
    ];
    const lines = await look(tables([OWN, ...others], '-5 20', '20 3'));
    expect(lines).toContain('found holds');
    expect(lines).toContain('proceed-states does-not-hold');
  });

  it('of several of a type is the one that is called like it', async () => {
    expect(await look(tables([OWN, NORMAL], '-5 20'))).toEqual(HOLD);
    expect(await look(tables([OWN, { ...NORMAL, name: 'Other' }], '-5 20'))).toEqual([
      'found could-not-be-seen',
    ]);
  });

  it('has states that could not be seen where the instance shows none', async () => {
    expect(await look({ chg_model: [OWN] }, named)).toEqual(['found holds', 'states could-not-be-seen']);
  });
});
