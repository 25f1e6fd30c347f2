import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  CREATE,
  type Exchange,
  ID,
  LOOKUP,
  NEXT,
  no,
  ok,
  PATCH,
  REGISTER,
  record,
  registered,
  runWith,
  TABLE,
  TAKEN,
  TOKEN,
} from '../../../test/scripted-run.ts';

const OPEN = { operation: 'open', 'callback-token': TOKEN, data: '{"short_description":"Globex"}' };
const MARK = 'Change Gate: proc=-1 appr=approved conf=ignore wind=ignore';

type Columns = Record<string, string>;

/** `open` of a new change: as it was created, what happens then, and how that ends. */
function opened(created: Columns, then: readonly Exchange[], inputs: Columns = {}) {
  return runWith({ ...OPEN, ...inputs }, [
    {
      expect: CREATE,
      answer: ok(record({ correlation_display: MARK, short_description: 'Globex', ...created }), 201),
    },
    { expect: REGISTER, answer: registered },
    ...then,
  ]);
}

const step = (columns: Columns): Exchange => ({
  expect: PATCH,
  answer: ok(record({ correlation_display: MARK, ...columns })),
});
const refused: Exchange = {
  expect: PATCH,
  answer: no(403, 'Operation Failed', "aborted by Business Rule 'Group is mandatory'"),
};
const noApi: Exchange = { expect: NEXT, answer: no(400, 'Requested URI does not represent any resource') };
const again = (columns: Columns): Exchange => ({ expect: `GET ${TABLE}/${ID}`, answer: ok(record(columns)) });

describe('requesting approval', () => {
  it.each([
    ['normal', '-4'],
    ['emergency', '-3'],
    ['u_own', '-4'],
  ])('moves a change of type %s to state %s', async (type, state) => {
    const { log, sent } = await opened({ type }, [step({ type, state, approval: 'requested' })]);
    expect(bodyOf(sent[2])).toEqual({ state });
    expect(log).toMatch(/CHG0030001 is in .*: approval requested\./);
    expect(log).not.toContain('WARNING');
  });

  it.each(['-4', '-3', '-2', '-1'])(
    'leaves a new change alone that is in state %s already',
    async (state) => {
      const { exitCode, sent } = await opened({ state }, []);
      expect(exitCode).toBe(0);
      expect(sent).toHaveLength(2);
    },
  );

  it('submits a change whose model begins in a state of its own, the way its model leads', async () => {
    const { log, sent } = await opened({ state: '20' }, [
      { expect: NEXT, answer: ok({ available_states: ['20', '21', '4'] }) },
      step({ state: '21', approval: 'requested' }),
    ]);
    expect(bodyOf(sent[3])).toEqual({ state: '21' });
    expect(log).toContain('approval requested');
  });

  it('leaves a change alone that an earlier run has opened, in a state of its own', async () => {
    const row = record({ state: '20', correlation_display: MARK, short_description: 'Globex' });
    const { exitCode } = await runWith(OPEN, [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: ok([row]) },
      { expect: `GET ${TABLE}/${ID}`, answer: ok(row) },
      { expect: REGISTER, answer: registered },
    ]);
    expect(exitCode).toBe(0);
  });

  it('asks for approval of a change that an earlier run has left in New', async () => {
    const row = record({ correlation_display: MARK, short_description: 'Globex' });
    const { sent } = await runWith(OPEN, [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: ok([row]) },
      { expect: `GET ${TABLE}/${ID}`, answer: ok(row) },
      { expect: REGISTER, answer: registered },
      step({ state: '-4' }),
    ]);
    expect(bodyOf(sent[4])).toEqual({ state: '-4' });
  });

  it('says all that keeps it, as it is by then, and registers all the same', async () => {
    const conditions = [
      { passed: false, condition: { name: 'Has a group' } },
      { passed: true, condition: { name: 'Has a title' } },
    ];
    const transition = { to_state: '-4', transition_available: false, conditions };
    const next = {
      available_states: ['-5'],
      state_transitions: [[transition, { ...transition, to_state: '20' }]],
    };
    const { exitCode, log } = await opened({}, [
      refused,
      { expect: NEXT, answer: ok(next) },
      again({ on_hold: 'true', on_hold_reason: 'Blackout' }),
    ]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(
      /WARNING CHG0030001 stays in New, so nobody has been asked to approve it\. .*hold.*Blackout.*Group is mandatory.*not met: Has a group\. The data names no assignment_group, .* Complete it/,
    );
  });

  it('says nothing of a group that the data names', async () => {
    const group = 'a'.repeat(32);
    const data = `{"short_description": "Globex", "assignment_group": "${group}"}`;
    const { log } = await opened({ assignment_group: group }, [refused, noApi, again({})], { data });
    expect(log).toMatch(/stays in New.*Complete it/);
    expect(log).not.toContain('names no assignment_group');
  });

  it('is a failure with strict, though it is registered', async () => {
    const { exitCode, log } = await runWith({ ...OPEN, strict: 'true' }, [
      {
        expect: CREATE,
        answer: ok(record({ correlation_display: MARK, short_description: 'Globex' }), 201),
      },
      { expect: REGISTER, answer: registered },
      refused,
      noApi,
      again({}),
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/stays in New.*\[STATE_NOT_REACHED\]/);
    expect(log).not.toMatch(/Conditions of its model| {2}/);
  });

  it('does not ask where people submit it', async () => {
    const { sent } = await opened({}, [], { submit: 'false' });
    expect(sent).toHaveLength(2);
  });
});

describe('a change that was approved beforehand', () => {
  const APPROVED = { state: '-2', approval: 'approved' };
  const TEMPLATE = '0123456789abcdef0123456789abcdef';
  const STANDARD = { ...OPEN, 'change-type': 'standard', 'standard-template': TEMPLATE };
  const WINDOW = { start_date: '2026-03-01 12:00:00', end_date: '2026-03-01 13:00:00' };
  const ENFORCED = {
    'window-policy': 'enforce',
    'planned-start': '2026-03-01T12:00:00Z',
    'planned-end': '2026-03-01T13:00:00Z',
  };

  function standard(then: readonly Exchange[], inputs: Columns = {}) {
    const creating = `POST /api/sn_chg_rest/change/standard/${TEMPLATE}`;
    const created = record({ type: 'standard', correlation_display: MARK });
    return runWith({ ...STANDARD, ...inputs }, [
      { expect: creating, answer: ok(created, 201) },
      { expect: REGISTER, answer: registered },
      ...then,
    ]);
  }

  it('goes on to Implement, where the build may go on', async () => {
    const { log, sent } = await standard([step(APPROVED), step({ ...APPROVED, state: '-1' })]);
    expect(bodyOf(sent[2])).toEqual({ state: '-2' });
    expect(bodyOf(sent[3])).toEqual({ state: '-1', work_start: '2026-03-01 12:00:00' });
    expect(log).toContain('it is approved already');
  });

  it.each([
    ['may go on in Scheduled', APPROVED, { 'proceed-states': 'Scheduled' }],
    ['is started by verify', APPROVED, { implement: 'true' }],
    ['is not approved', { ...APPROVED, approval: 'requested' }, {}],
    ['is not in Scheduled', { ...APPROVED, state: '-3' }, {}],
  ])('stays where it is where it %s', async (_why, columns, inputs) => {
    const { exitCode, sent } = await standard([step(columns)], inputs);
    expect(exitCode).toBe(0);
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['has opened', WINDOW, true],
    ['has not', { ...WINDOW, start_date: '2026-03-01 12:00:01' }, false],
    ['has no start', { ...WINDOW, start_date: '' }, false],
  ])('begins within its window alone, which %s', async (_what, columns, begins) => {
    const then = [step({ ...APPROVED, ...columns })];
    if (begins) then.push(step({ ...APPROVED, ...columns, state: '-1' }));
    const { exitCode, log } = await standard(then, ENFORCED);
    expect(exitCode).toBe(0);
    const waits = `stays in ${APPROVED.state} until its window opens`;
    if (begins) expect(log).not.toContain('until its window opens');
    else expect(log).toContain(waits);
    expect(log.includes(`at ${columns.start_date} UTC`)).toBe(!begins && columns.start_date !== '');
  });

  it('begins at once where its window is not enforced', async () => {
    const future = { ...APPROVED, start_date: '2027-03-01 12:00:00' };
    const { sent } = await standard([step(future), step({ ...future, state: '-1' })]);
    expect(sent).toHaveLength(4);
  });

  it('says why it stays where a rule keeps it', async () => {
    const { exitCode, log } = await standard([step(APPROVED), refused]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/WARNING CHG0030001 stays in -2\. .*Group is mandatory/);
  });
});
