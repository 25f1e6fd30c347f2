import { describe, expect, it } from 'vitest';
import { EVIDENCE, registeredWith, SOURCE } from '../../../test/evidence-source.ts';
import {
  assess,
  bodyOf,
  CREATE,
  type Exchange,
  LOOKUP,
  no,
  ok,
  PATCH,
  REGISTER,
  record,
  runWith,
  TABLE,
  TAKEN,
  TOKEN,
} from '../../../test/scripted-run.ts';

const MARK = 'Change Gate: proc=-1 appr=approved conf=ignore wind=ignore';
const OLDER = { number: 'CHG0030000', sys_id: '0'.repeat(31).concat('1') };
const TO_OLDER = `PATCH ${TABLE}/${OLDER.sys_id}`;

const waiting = { ...OLDER, state: '-4', approval: 'requested' };
const row = record({ correlation_display: MARK });
const open: readonly Exchange[] = [
  { expect: CREATE, answer: ok(row, 201) },
  { expect: REGISTER, answer: registeredWith(null) },
  { expect: EVIDENCE, answer: ok({ sys_id: 'e1', counts: true, older: [OLDER] }, 201) },
  { expect: PATCH, answer: assess },
];

function run(rule: string, script: readonly Exchange[]) {
  const inputs = { operation: 'open', 'callback-token': TOKEN, 'on-newer': rule };
  return runWith(inputs, [...script], undefined, { source: SOURCE });
}

const read = (values: Record<string, string>): Exchange => ({ expect: LOOKUP, answer: ok([record(values)]) });

describe('an older change that waits', () => {
  it('is kept', async () => {
    expect((await run('keep', open)).exitCode).toBe(0);
  });

  it('is canceled, with a note that links the newer one', async () => {
    const canceled: Exchange = { expect: TO_OLDER, answer: ok(record({ ...waiting, state: '4' })) };
    const { log, sent } = await run('cancel', [...open, read(waiting), canceled]);
    expect(log).toContain('Canceled CHG0030000, of an older build.');
    expect(bodyOf(sent.at(-1))).toMatchObject({
      state: '4',
      work_notes: expect.stringMatching(/^Canceled, as CHG0030001 of a newer build .*https:\/\/acme/),
    });
  });

  it('is told of the newer one', async () => {
    const { sent } = await run('note', [
      ...open,
      read(waiting),
      { expect: TO_OLDER, answer: ok(record(waiting)) },
    ]);
    expect(Object.keys(bodyOf(sent.at(-1)))).toEqual(['work_notes']);
  });

  it('is noted once, however often open runs', async () => {
    const there = record({ state: '-4', approval: 'requested', correlation_display: MARK });
    const [, registers, records] = open;
    const again: Exchange[] = [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: ok([there]) },
      ...[registers, records].filter((exchange) => exchange !== undefined),
    ];
    expect((await run('note', again)).exitCode).toBe(0);
  });

  it.each([
    ['refused', no(403, 'Operation Failed', 'ACL'), /could not be canceled.*answered 403/],
    ['ignored', ok(record(waiting)), /was not canceled: .* left it in Assess/],
  ])('is a warning where the cancellation is %s', async (_how, answer, words) => {
    const { exitCode, log } = await run('cancel', [...open, read(waiting), { expect: TO_OLDER, answer }]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(new RegExp(`WARNING CHG0030000, of an older build, .*${words.source}`));
  });
});

it.each([
  ['in Implement', { state: '-1', approval: 'approved' }],
  ['in Scheduled', { state: '-2', approval: 'approved' }],
  ['approved', { state: '-3', approval: 'approved' }],
  ['rejected', { state: '-5', approval: 'rejected' }],
  ['canceled', { state: '4', approval: 'requested' }],
  ['an emergency that was let pass', { state: '-3', type: 'emergency', work_start: '2026-03-01 11:00:00' }],
])('an older change that is %s stays as it is', async (_where, values) => {
  for (const rule of ['note', 'cancel']) {
    const { exitCode, log } = await run(rule, [...open, read({ ...waiting, ...values })]);
    expect(exitCode).toBe(0);
    expect(log).toContain('CHG0030000, of an older build, stays as it is');
  }
});
