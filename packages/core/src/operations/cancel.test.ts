import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type Exchange,
  KEY,
  LOOKUP,
  no,
  ok,
  PATCH,
  record,
  runWith,
  TASKS,
} from '../../test/scripted-run.ts';
import { GateError } from '../errors.ts';

const CANCEL = { operation: 'cancel' };
const NOTES = 'Canceled with Test build 1. https://ci.example/builds/1';

const registration = (columns: object = {}) =>
  ok({ sys_id: 'r1', key: KEY, status: 'waiting', decision: 'pending', reason: '', ...columns });
const ASK = 'GET /api/x_change_gate/v1/registrations';
const DELETE = 'DELETE /api/x_change_gate/v1/registrations/r1';
const NO_APP = no(400, 'Requested URI does not represent any resource');
const WITHDRAWN: readonly Exchange[] = [
  { expect: ASK, answer: registration() },
  { expect: DELETE, answer: registration({ status: 'withdrawn' }) },
];

const found = (columns: Record<string, string>): Exchange => ({
  expect: LOOKUP,
  answer: ok([record(columns)]),
});

describe('cancel', () => {
  it.each(['-5', '-4', '-3', '-2'])(
    'withdraws the callback and then cancels a change in state %s',
    async (state) => {
      const { exitCode, log, outputs, sent } = await runWith(CANCEL, [
        found({ state }),
        ...WITHDRAWN,
        { expect: PATCH, answer: ok(record({ state: '4' })) },
      ]);
      expect(exitCode).toBe(0);
      expect(outputs).toMatchObject({ state: '4', decision: 'denied', 'change-number': 'CHG0030001' });
      expect(new URL(sent[1]?.url ?? '').searchParams.get('key')).toBe(KEY);
      expect(bodyOf(sent[3])).toEqual({ state: '4', work_notes: NOTES });
      expect(log).toContain('Withdrew the registration of its callback.');
    },
  );

  describe('with unless-decided', () => {
    const cancel = { ...CANCEL, 'unless-decided': 'true' };

    it.each([
      ['-5', 'not requested'],
      ['-4', 'requested'],
    ])('cancels a change that waits in %s: %s', async (state, approval) => {
      const { exitCode, outputs } = await runWith(cancel, [
        found({ state, approval }),
        ...WITHDRAWN,
        { expect: PATCH, answer: ok(record({ state: '4' })) },
      ]);
      expect([exitCode, outputs?.state]).toEqual([0, '4']);
    });

    it.each([
      ['-5', 'rejected'],
      ['4', 'approved'],
      ['3', 'approved'],
    ])('leaves a change in %s that is %s', async (state, approval) => {
      const { exitCode, outputs } = await runWith(cancel, [found({ state, approval })]);
      expect([exitCode, outputs?.state]).toEqual([0, state]);
    });

    it.each([
      ['-2', 'approved'],
      ['-1', 'approved'],
      ['0', 'approved'],
      // A build may have gone on by the state alone.
      ['-2', 'not requested'],
      ['-1', 'not requested'],
      ['17', 'requested'],
    ])('says on a change in %s that is %s that its build is over', async (state, approval) => {
      const { exitCode, log, sent } = await runWith(cancel, [
        found({ state, approval }),
        { expect: PATCH, answer: ok(record({ state, approval })) },
      ]);
      expect(exitCode).toBe(0);
      expect(bodyOf(sent[1])).toEqual({
        work_notes: expect.stringMatching(
          /^Test build 1 is over and has not closed this change: .*builds\/1$/,
        ),
      });
      expect(log).toMatch(/WARNING CHG0030001: Test build 1 is over/);
    });

    it.each([
      ['whose implementation began before its approval', { work_start: '2026-03-01 11:00:00' }],
      ['whose actual start it may not read', {}],
    ])('leaves an emergency %s', async (_what, columns: Record<string, string>) => {
      const row = { type: 'emergency', state: '-3', approval: 'requested', ...columns };
      const { exitCode, sent } = await runWith(cancel, [
        found(row),
        { expect: PATCH, answer: ok(record(row)) },
      ]);
      expect(exitCode).toBe(0);
      expect(bodyOf(sent[1])).not.toHaveProperty('state');
    });

    it('takes an approval that it may not read for one', async () => {
      const { approval: _, ...hidden } = record({ state: '-4' });
      const { sent } = await runWith(cancel, [
        { expect: LOOKUP, answer: ok([hidden]) },
        { expect: PATCH, answer: ok(hidden) },
      ]);
      expect(bodyOf(sent[1])).toMatchObject({ work_notes: expect.any(String) });
    });
  });

  it('leaves an emergency whose implementation began before its approval', async () => {
    const begun = {
      type: 'emergency',
      state: '-3',
      approval: 'requested',
      work_start: '2026-03-01 11:00:00',
    };
    const { exitCode, log } = await runWith(CANCEL, [found(begun)]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/CHG0030001 is an emergency .* Run close with the outcome\..*\[NOT_CANCELABLE\]/);
  });

  it('leaves the change and its callback as they are while the build may deploy', async () => {
    const asked: string[] = [];
    const { exitCode, log } = await runWith(CANCEL, [found({ state: '-1' })], undefined, {
      checkCancel: async (gateName) => {
        asked.push(gateName);
        throw new GateError('NOT_CANCELABLE', 'Job deploy is running.');
      },
    });
    expect(asked).toEqual(['change']);
    expect(exitCode).toBe(1);
    expect(log).toContain('CHG0030001 stays as it is. Job deploy is running. [NOT_CANCELABLE]');
  });

  it('says so when the build was let go on while the change was ended', async () => {
    let looks = 0;
    const script = [
      found({ state: '-2' }),
      ...WITHDRAWN,
      { expect: PATCH, answer: ok(record({ state: '4' })) },
    ];
    const { exitCode, log } = await runWith(CANCEL, script, undefined, {
      checkCancel: async () => {
        looks += 1;
        if (looks === 2) throw new GateError('NOT_CANCELABLE', 'Job deploy is running.');
      },
    });
    expect(exitCode).toBe(1);
    expect(log).toMatch(/CHG0030001 is in .* now\. Job deploy is running\. \[NOT_CANCELABLE\]/);
  });

  it('takes the notes from its inputs', async () => {
    const { sent } = await runWith({ ...CANCEL, 'work-notes': 'No longer needed', comments: 'Sorry' }, [
      found({}),
      ...WITHDRAWN,
      { expect: PATCH, answer: ok(record({ state: '4' })) },
    ]);
    expect(bodyOf(sent[3])).toEqual({ state: '4', work_notes: 'No longer needed', comments: 'Sorry' });
  });

  it('asks for no registration where the CI has no callback', async () => {
    const script = [found({}), { expect: PATCH, answer: ok(record({ state: '4' })) }];
    expect(await runWith(CANCEL, script, undefined, { callback: false })).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['the app is not installed', NO_APP],
    ['there is no registration', no(404, 'Change Gate: not found', 'No registration with this key.')],
  ])('cancels where %s, and claims no withdrawal', async (_why, answer) => {
    const { exitCode, log } = await runWith(CANCEL, [
      found({}),
      { expect: ASK, answer },
      { expect: PATCH, answer: ok(record({ state: '4' })) },
    ]);
    expect(exitCode).toBe(0);
    expect(log).not.toContain('Withdrew');
    expect(log).not.toContain('WARNING');
  });

  it.each([
    ['was withdrawn before', { status: 'withdrawn' }, 'withdrawn'],
    ['is decided already', { status: 'delivered' }, 'delivered'],
  ])('claims no withdrawal of a registration that %s', async (_what, columns, status) => {
    const { exitCode, log } = await runWith(CANCEL, [
      found({}),
      { expect: ASK, answer: registration(columns) },
      { expect: DELETE, answer: registration({ status }) },
      { expect: PATCH, answer: ok(record({ state: '4' })) },
    ]);
    expect(exitCode).toBe(0);
    expect(log).not.toContain('Withdrew');
  });

  it('cancels though the registration cannot be withdrawn, and says so', async () => {
    const { exitCode, log } = await runWith(CANCEL, [
      found({}),
      { expect: ASK, answer: registration({ key: 'another:key' }) },
      { expect: PATCH, answer: ok(record({ state: '4' })) },
    ]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/WARNING The registration of its callback could not be withdrawn\. .*another:key/);
  });

  it('does not cancel what was implemented', async () => {
    const { exitCode, log } = await runWith(CANCEL, [found({ state: '0' })]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/is in Review: .* closed, not canceled.*\[NOT_CANCELABLE\]/);
  });

  it.each([
    ['canceled', { state: '4' }, 'Canceled'],
    ['closed as unsuccessful', { state: '3', close_code: 'unsuccessful' }, 'Closed'],
  ])('leaves a change alone that is %s', async (_how, columns, label) => {
    const { exitCode, log, outputs } = await runWith(CANCEL, [found(columns)]);
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ state: columns.state, decision: 'denied' });
    expect(log).toContain(`CHG0030001 is in ${label} already.`);
  });

  it('does not take a deployment that is recorded as a success for one that was cut off', async () => {
    const { exitCode, log } = await runWith(CANCEL, [found({ state: '3', close_code: 'successful' })]);
    expect(exitCode).toBe(1);
    expect(log).toContain('[CLOSED_OTHERWISE]');
  });

  it('closes a change as unsuccessful whose implementation had begun', async () => {
    const { exitCode, log, sent } = await runWith(CANCEL, [
      found({ state: '-1', work_end: '2026-02-28 12:00:00' }),
      ...WITHDRAWN,
      { expect: TASKS, answer: ok([]) },
      { expect: PATCH, answer: ok(record({ state: '0' })) },
      { expect: PATCH, answer: ok(record({ state: '3', close_code: 'unsuccessful' })) },
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[4])).toEqual({ state: '0' });
    expect(bodyOf(sent[5])).toMatchObject({
      state: '3',
      close_code: 'unsuccessful',
      close_notes: expect.stringContaining('was cancelled while this change was being implemented'),
    });
    expect(log).toContain('Closed CHG0030001 as unsuccessful: its implementation had begun.');
  });

  it('does not believe a cancel that the instance ignores', async () => {
    const { exitCode, log } = await runWith(CANCEL, [
      found({}),
      { expect: ASK, answer: NO_APP },
      { expect: PATCH, answer: ok(record({})) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/CHG0030001 was not canceled: .* left it in New.*\[WRITE_IGNORED\]/);
    expect(log).not.toContain('no longer called back');
  });

  it('says that its build is no longer called back where the change stays open after the withdrawal', async () => {
    const { exitCode, log } = await runWith(CANCEL, [
      found({}),
      ...WITHDRAWN,
      { expect: PATCH, answer: no(403, 'Operation Failed', "aborted by Business Rule 'Keep it'") },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /Keep it.*CHG0030001 stays open, and its build is no longer called back.*\[RULE_ABORTED\]/,
    );
  });

  it('does not say so of a change that was closed, with another code', async () => {
    const { exitCode, log } = await runWith(CANCEL, [
      found({ state: '-1' }),
      ...WITHDRAWN,
      { expect: TASKS, answer: ok([]) },
      { expect: PATCH, answer: ok(record({ state: '0' })) },
      { expect: PATCH, answer: ok(record({ state: '3', close_code: 'successful' })) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain('[FIELDS_ALTERED]');
    expect(log).not.toContain('stays open');
  });

  it.each([
    ['with the way to do it again after the withdrawal', WITHDRAWN, true],
    ['without it where nothing was withdrawn', [{ expect: ASK, answer: NO_APP }], false],
  ] as const)('fails where it cannot be canceled, %s', async (_what, registrations, isAgain) => {
    const { exitCode, log } = await runWith(CANCEL, [
      found({}),
      ...registrations,
      { expect: PATCH, answer: no(403, 'Operation Failed', "aborted by Business Rule 'Keep it'") },
    ]);
    expect(exitCode).toBe(1);
    expect(log.includes('Run the script again with the same build key')).toBe(isAgain);
    expect(log.includes('no longer called back')).toBe(isAgain);
  });
});
