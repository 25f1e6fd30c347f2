import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type Exchange,
  ID,
  LOOKUP,
  no,
  ok,
  PATCH,
  record,
  runWith,
} from '../../test/scripted-run.ts';

type Columns = Record<string, string>;

const VERIFY = { operation: 'verify' };
const MODEL = 'd'.repeat(32);
const found = (columns: Columns = {}): Exchange => ({
  expect: LOOKUP,
  answer: ok([record({ state: '-1', approval: 'approved', ...columns })]),
});

describe('the conflict check of verify', () => {
  const CHECK = { ...VERIFY, 'conflict-check': 'true', 'conflict-policy': 'reject' };
  const CONFLICTS = `GET /api/sn_chg_rest/change/${ID}/conflict`;

  it.each([
    ['approved', 'were looked for and not found', { last_run: '2026-03-01 11:00:00', conflicts: [] }],
    ['denied', 'were found', { last_run: '2026-03-01 11:00:00', conflicts: [{}] }],
    ['pending', 'were never looked for', { last_run: '', conflicts: [] }],
    ['pending', 'were never looked for (no time)', { conflicts: [] }],
  ])('is %s where they %s, whatever the column says', async (decision, _what, answer) => {
    for (const status of ['Conflict', 'No Conflict']) {
      const script = [found({ conflict_status: status }), { expect: CONFLICTS, answer: ok(answer) }];
      expect((await runWith(CHECK, script)).outputs?.decision).toBe(decision);
    }
  });

  it('does not take another answer for none', async () => {
    const { exitCode, log } = await runWith(CHECK, [found(), { expect: CONFLICTS, answer: ok({}) }]);
    expect(exitCode).toBe(1);
    expect(log).toContain('[UNEXPECTED_ANSWER]');
  });

  it('is refused where conflicts are ignored', async () => {
    const { log } = await runWith({ ...VERIFY, 'conflict-check': 'true' }, []);
    expect(log).toMatch(/conflict-check: has no effect while conflict-policy is ignore.*\[INVALID_INPUT\]/);
  });
});

describe('verify with implement', () => {
  const IMPLEMENT = { ...VERIFY, implement: 'true' };
  const NOW = '2026-03-01 12:00:00';
  const EARLIER = '2026-03-01 11:00:00';

  it.each([
    [
      'moves a change from Scheduled and notes its start',
      { state: '-2', work_start: '' },
      { state: '-1', work_start: NOW },
    ],
    ['leaves a start that is noted', { state: '-2', work_start: EARLIER }, { state: '-1' }],
    ['leaves a start that it cannot see', { state: '-2' }, { state: '-1' }],
    ['notes the start in Implement', { work_start: '' }, { work_start: NOW }],
    ['writes nothing where both are there', { work_start: EARLIER }, null],
    ['writes nothing in Implement where the start is hidden', {}, null],
  ] as [string, Columns, object | null][])('%s', async (_what, columns, body) => {
    const write: Exchange[] =
      body === null ? [] : [{ expect: PATCH, answer: ok(record({ state: '-1', approval: 'approved' })) }];
    const { exitCode, outputs, sent } = await runWith(IMPLEMENT, [found(columns), ...write]);
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ state: '-1', decision: 'approved' });
    if (body !== null) expect(bodyOf(sent[1])).toEqual(body);
  });

  it.each([
    ['is put on hold', { on_hold: 'true', on_hold_reason: 'a vendor' }, /is on hold: a vendor/],
    [
      'shows no hold any more',
      { on_hold: '' },
      /change_request\.on_hold could not be read.*\[COLUMN_UNREADABLE\]/,
    ],
    ['loses its approval', { approval: 'requested' }, /CHG0030001 .*approval.*\[NOT_APPROVED\]/],
    ['is rejected', { approval: 'rejected' }, /CHG0030001 .*rejected.*\[NOT_APPROVED\]/],
  ] as [string, Columns, RegExp][])(
    'lets no build pass where the change %s at that moment',
    async (_what, columns, words) => {
      for (const state of ['-2', '-1']) {
        const row = record({ state: '-1', approval: 'approved', ...columns });
        const script = [found({ state, work_start: '' }), { expect: PATCH, answer: ok(row) }];
        const { exitCode, log } = await runWith(IMPLEMENT, script);
        expect(exitCode).toBe(1);
        expect(log).toMatch(words);
        expect(log).not.toContain('the build may go on');
      }
    },
  );

  it('leaves a change alone in a state of its own', async () => {
    const inputs = { ...IMPLEMENT, 'proceed-states': '20' };
    expect(await runWith(inputs, [found({ state: '20' })])).toMatchObject({ exitCode: 0 });
  });

  it('sends its data where Implement demands them', async () => {
    const { exitCode, sent } = await runWith({ ...IMPLEMENT, data: '{"u_slot":"A"}' }, [
      found({ state: '-2' }),
      { expect: PATCH, answer: no(403, 'Operation Failed', "aborted by Business Rule 'Slot is mandatory'") },
      { expect: PATCH, answer: ok(record({ state: '-1', approval: 'approved' })) },
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[2])).toEqual({ u_slot: 'A', state: '-1' });
  });

  it('fails where the change goes to another state', async () => {
    const { exitCode, log } = await runWith(IMPLEMENT, [
      found({ state: '-2' }),
      { expect: PATCH, answer: ok(record({ state: '0' })) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/is approved, but went to Review in place of Implement\. .*\[STATE_NOT_REACHED\]/);
  });

  it.each([
    ['{"approval": "approved"}', 'approval cannot be set'],
    ['{"state": "-1"}', 'state cannot be set'],
    ['{"type": "standard"}', 'type cannot be set'],
  ])('asks nothing of the instance with %s', async (data, words) => {
    const { exitCode, log } = await runWith({ ...IMPLEMENT, data }, []);
    expect(exitCode).toBe(1);
    expect(log).toContain(words);
  });

  it('writes nothing into a change that is not approved, or where it is not to implement', async () => {
    const undecided = await runWith(IMPLEMENT, [found({ state: '-2', approval: 'requested' })]);
    expect(undecided.outputs?.decision).toBe('pending');
    const inputs = { ...VERIFY, 'proceed-states': 'Scheduled' };
    const { exitCode, log } = await runWith(inputs, [found({ state: '-2' })]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/CHG0030001 .*: the build may go on\./);
  });

  it('fails where the change does not go to Implement', async () => {
    const { exitCode, log } = await runWith(IMPLEMENT, [
      found({ state: '-2' }),
      { expect: PATCH, answer: ok(record({ state: '-2' })) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/CHG0030001 is approved, but does not go to Implement\. .*\[WRITE_IGNORED\]/);
  });
});

describe("the model's states", () => {
  const WANTED = { ...VERIFY, 'proceed-states': 'model' };
  const READ = `GET /api/now/table/chg_model/${MODEL}`;
  const model = (states: string) => ok({ sys_id: MODEL, implementation_states: states });
  const inModel = (state: string) => found({ state, chg_model: MODEL });

  it.each([
    ['20', '20, 21', 'approved'],
    ['22', '20, 21', 'pending'],
    ['-1', '', 'approved'],
    ['20', '', 'pending'],
  ])('decide of a change in %s where they are %j: %s', async (state, states, decision) => {
    const script = [inModel(state), { expect: READ, answer: model(states) }];
    expect((await runWith(WANTED, script)).outputs?.decision).toBe(decision);
  });

  it('are none where the change has no model, and are not known where that is hidden', async () => {
    expect((await runWith(WANTED, [found({ chg_model: '' })])).outputs?.decision).toBe('approved');
    expect((await runWith(WANTED, [found()])).log).toMatch(/implementation_states.*\[COLUMN_UNREADABLE\]/);
  });

  it('are read for the policy that open left with the change', async () => {
    const left = 'Change Gate: proc=model appr=approved conf=ignore wind=ignore';
    const { outputs } = await runWith({ ...VERIFY, 'proceed-states': '20,22' }, [
      found({ state: '22', chg_model: MODEL, correlation_display: left }),
      { expect: READ, answer: model('20') },
    ]);
    expect(outputs?.decision).toBe('pending');
  });
});
