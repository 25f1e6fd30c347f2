import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  EVIDENCE_CHECKS,
  type Exchange,
  ID,
  LOOKUP,
  no,
  ok,
  record,
  runWith,
} from '../../../test/scripted-run.ts';

const INPUTS = { operation: 'verify', 'emergency-reason': 'Checkout is down', incident: 'INC0010001' };
const PENDING = { type: 'emergency', state: '-3', approval: 'requested' };
const CLEAN = { change: ID, refusals: [], warnings: [], why: '', separation: 'unknown', overridden: false };

const found = (columns = {}): Exchange => ({
  expect: LOOKUP,
  answer: ok([record({ ...PENDING, ...columns })]),
});
const answers = (check: object): Exchange => ({
  expect: `POST ${EVIDENCE_CHECKS}`,
  answer: ok({ ...CLEAN, ...check }),
});

describe('an emergency', () => {
  it('passes before its approval where the app says so, and is not called approved', async () => {
    const { exitCode, outputs, sent, log } = await runWith(INPUTS, [found(), answers({ overridden: true })]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[1])).toMatchObject({
      change: ID,
      emergency: { reason: 'Checkout is down', incident: 'INC0010001' },
    });
    expect(outputs).toMatchObject({ decision: 'overridden', approval: 'requested', separation: 'unknown' });
    expect(outputs?.reason).toContain('as the emergency INC0010001: Checkout is down');
    expect(log).toMatch(/WARNING CHG0030001 .*before its approval/);
  });

  it('does not pass where the app refuses, and says who can allow it', async () => {
    const refusals = [{ code: 'NO_EMERGENCY', reason: 'is no emergency change' }];
    const { exitCode, log } = await runWith(INPUTS, [found(), answers({ refusals })]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/CHG0030001 is no emergency change\. .*x_change_gate\.emergency.*\[NO_EMERGENCY\]/);
  });

  it.each([
    ['nothing lets it pass', {}],
    [
      'something else forbids it',
      { overridden: true, refusals: [{ code: 'ARTIFACT_CHANGED', reason: 'differs' }] },
    ],
  ])('does not pass where %s', async (_what, check) => {
    const { exitCode } = await runWith(INPUTS, [found(), answers(check)]);
    expect(exitCode).toBe(1);
  });

  it('does not pass without the app', async () => {
    const absent = no(400, 'Requested URI does not represent any resource');
    const script = [found(), { expect: `POST ${EVIDENCE_CHECKS}`, answer: absent }];
    const { exitCode, log } = await runWith(INPUTS, script);
    expect(exitCode).toBe(1);
    expect(log).toContain('[NO_EMERGENCY]');
  });

  it.each([
    ['rejected', { state: '-5', approval: 'rejected' }],
    ['canceled', { state: '4' }],
    ['closed', { state: '3' }],
    ['in review', { state: '0' }],
    ['over', { active: 'false' }],
  ])('is not even asked about for a change that is %s', async (_what, columns) => {
    expect(await runWith(INPUTS, [found(columns)])).toMatchObject({ exitCode: 1 });
  });

  it('is not told of where the change is approved', async () => {
    const script = [found({ state: '-1', approval: 'approved' }), answers({})];
    const { exitCode, outputs, sent } = await runWith(INPUTS, script);
    expect(exitCode).toBe(0);
    expect(outputs?.decision).toBe('approved');
    expect(bodyOf(sent[1])).not.toHaveProperty('emergency');
  });
});

it.each([
  [{ 'emergency-reason': 'Down' }, 'incident: is required with emergency-reason'],
  [{ incident: 'INC0010001' }, 'emergency-reason: is required with incident'],
  [{ ...INPUTS, incident: 'INC1^ORnumber!=x' }, 'incident: must be the number of an incident'],
  [{ ...INPUTS, 'emergency-reason': 'x'.repeat(1001) }, 'emergency-reason: must be at most 1000'],
])('is refused with %j before anything is asked', async (inputs, words) => {
  const { exitCode, log } = await runWith({ operation: 'verify', ...inputs }, []);
  expect(exitCode).toBe(1);
  expect(log).toContain(words);
});
