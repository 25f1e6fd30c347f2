import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  CREATE,
  type Exchange,
  ID,
  KEY,
  LOOKUP,
  no,
  ok,
  PATCH,
  REGISTER,
  record,
  registered,
  runWith,
  SECOND_ID,
  TABLE,
  TAKEN,
  TOKEN,
} from '../../../test/scripted-run.ts';
import { DEFAULT_POLICY } from '../../decision.ts';
import { markWithPlace, policyMark } from '../../policy/policy-mark.ts';
import { changeSysIds } from '../find/change-identity.ts';
import { placeOf } from '../find/place.ts';

type Columns = Record<string, string>;

const OPEN = {
  operation: 'open',
  'callback-token': TOKEN,
  data: '{"short_description":"Globex"}',
  submit: 'false',
};
const MARK = policyMark({ ...DEFAULT_POLICY, approval: 'approved' });
const KEPT = { short_description: 'Globex', correlation_display: MARK };
const taken: Exchange = { expect: CREATE, answer: TAKEN };
const creating = (columns: Columns): Exchange => ({
  expect: CREATE,
  answer: ok(record({ ...KEPT, ...columns }), 201),
});
const found = (...rows: Columns[]): Exchange => ({
  expect: LOOKUP,
  answer: ok(rows.map((columns) => record({ ...KEPT, ...columns }))),
});
const registering: Exchange = { expect: REGISTER, answer: registered };
const canceled: Exchange = { expect: PATCH, answer: ok(record({ state: '4' })) };

describe('the change that was created', () => {
  it('leaves its policy and its place in the change, and is told with its address', async () => {
    const { sent, log } = await runWith(OPEN, [creating({}), registering], undefined, { place: 'job a' });
    const place = placeOf({ build: { place: 'job a' } as never });
    expect(bodyOf(sent[0]).correlation_display).toBe(markWithPlace(MARK, place));
    expect(log).toContain('Opened CHG0030001: https://acme.service-now.com/nav_to.do');
    expect(log).not.toContain('WARNING');
  });

  it('leaves a policy of many states too', async () => {
    const states = '101,102,103,104,105,106,107,108';
    const { sent } = await runWith({ ...OPEN, 'proceed-states': states }, [creating({}), registering]);
    expect(bodyOf(sent[0]).correlation_display).toMatch(/^Change Gate: proc=#\S{10} appr=/);
  });

  it.each([
    ['empty', '', 'came back empty'],
    ['another one', 'x', 'came back as x'],
  ])('is taken back where its correlation id is %s', async (_what, correlation_id, words) => {
    const { exitCode, log, sent } = await runWith(OPEN, [creating({ correlation_id }), canceled]);
    expect(exitCode).toBe(1);
    expect(log).toContain(`(sent ${KEY}, ${words})`);
    expect(log).toContain('[FIELDS_ALTERED]');
    expect(bodyOf(sent[1])).toMatchObject({
      state: '4',
      work_notes: expect.stringContaining('it is not the change that was asked for'),
    });
  });

  it.each([
    ['', 'Whether CHG0030001 is a standard change, which nobody is asked to approve, cannot be seen'],
    ['standard', 'CHG0030001 became a standard change'],
    ['Standard', 'CHG0030001 became a standard change'],
  ])('is taken back where its type is %j, which nobody asked for', async (type, words) => {
    const { exitCode, log } = await runWith(OPEN, [creating({ type }), canceled]);
    expect(exitCode).toBe(1);
    expect(log).toContain(words);
    expect(log).toContain('[GATE_UNSAFE]');
  });

  it.each(['', 'standard'])('may be of type %j where it has a template', async (type) => {
    const template = 'a'.repeat(32);
    const { exitCode } = await runWith({ ...OPEN, 'standard-template': template }, [
      {
        expect: `POST /api/sn_chg_rest/change/standard/${template}`,
        answer: ok(record({ ...KEPT, type }), 201),
      },
      registering,
    ]);
    expect(exitCode).toBe(0);
  });

  it('is taken back with strict where its data was not kept, and told without', async () => {
    const altered = creating({ short_description: 'Other' });
    const strictly = await runWith({ ...OPEN, strict: 'true' }, [altered, canceled]);
    expect(strictly.exitCode).toBe(1);
    expect(strictly.log).toMatch(/short_description came back as "Other".*\[FIELDS_ALTERED\]/);

    const { exitCode, log } = await runWith(OPEN, [altered, registering]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/WARNING .*short_description came back as "Other"/);
  });

  it('needs neither its mark nor its sys_id kept with strict, which are nobody’s data', async () => {
    const sys_id = 'f'.repeat(32);
    const kept = { ...KEPT, sys_id, correlation_display: 'Jira' };
    const { exitCode, log } = await runWith({ ...OPEN, strict: 'true' }, [
      { expect: CREATE, answer: ok(record(kept), 201) },
      found(kept),
      registering,
    ]);
    expect(exitCode).toBe(0);
    expect(log).not.toContain('did not keep');
  });
});

describe('the change that is there', () => {
  const left = (place: string) => ({
    correlation_display: markWithPlace(MARK, placeOf({ build: { place } as never })),
  });

  it('is not shared by two steps of one build', async () => {
    const { exitCode, log } = await runWith(OPEN, [taken, found(left('job a'))], undefined, {
      place: 'job b',
    });
    expect(exitCode).toBe(1);
    expect(log).toContain('this one is job b');
    expect(log).toContain('[GATE_NAME_TAKEN]');
  });

  it('is gone on with by the same step', async () => {
    const row = record({ ...KEPT, ...left('job a') });
    const then = [{ expect: `GET ${TABLE}/${ID}`, answer: ok(row) }, registering];
    const context = { place: 'job a' };
    const { exitCode, log } = await runWith(OPEN, [taken, found(left('job a')), ...then], undefined, context);
    expect(exitCode).toBe(0);
    expect(log).toContain('Found CHG0030001, which an earlier run of this build opened.');
    expect(log).not.toContain('Opened');
  });
});

describe('where the one before has ended', () => {
  const second = creating({ sys_id: SECOND_ID, number: 'CHG0030002' });

  it.each([
    [{}, /^Follows CHG0030001 of the same build, which is canceled\./],
    [{ 'work-notes': 'Mine' }, /^Mine\nFollows CHG0030001 of the same build/],
  ])('the next one says so in its notes (%j)', async (notes, words) => {
    const { exitCode, sent } = await runWith({ ...OPEN, ...notes }, [
      taken,
      found({ state: '4' }),
      second,
      registering,
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[0]).work_notes ?? '').not.toContain('Follows');
    expect(bodyOf(sent[2])).toMatchObject({ sys_id: SECOND_ID, work_notes: expect.stringMatching(words) });
  });

  it('goes on after the last that has ended, without a try for those between', async () => {
    const [, , third = '', fourth = ''] = changeSysIds(KEY);
    const { sent } = await runWith(OPEN, [
      taken,
      found({ state: '4', sys_id: third }),
      creating({ sys_id: fourth }),
      registering,
    ]);
    expect(bodyOf(sent[2]).sys_id).toBe(fourth);
  });

  it('opens none where the last that a gate may open has ended', async () => {
    const sys_id = changeSysIds(KEY).at(-1) ?? '';
    const { exitCode, log } = await runWith(OPEN, [taken, found({ state: '3', sys_id, number: 'CHG20' })]);
    expect(exitCode).toBe(1);
    expect(log).toContain('CHG20 has ended, and this build can open no other change');
    expect(log).toContain('[CHANGE_OVER]');
  });

  it('opens none where what stands in the way has ended and is not of the gate’s sys_ids', async () => {
    const silence = no(403, 'Operation Failed', 'Not allowed');
    const { exitCode, log } = await runWith(OPEN, [
      { expect: CREATE, answer: silence },
      found({ state: '4', sys_id: 'f'.repeat(32) }),
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain('[FORBIDDEN]');
  });
});
