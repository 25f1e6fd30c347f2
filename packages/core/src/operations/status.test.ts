import { describe, expect, it } from 'vitest';
import { LOOKUP, ok, record, runWith } from '../../test/scripted-run.ts';

const APPROVED = { state: '-1', approval: 'approved' };

async function statusOf(columns: Record<string, string>, inputs: Record<string, string> = {}) {
  const { exitCode, outputs, log } = await runWith({ operation: 'status', ...inputs }, [
    { expect: LOOKUP, answer: ok([record({ ...APPROVED, ...columns })]) },
  ]);
  expect(exitCode).toBe(0);
  expect(log).toContain(`${outputs?.reason}.`);
  return outputs?.decision;
}

describe('status', () => {
  it('tells what is decided, and passes with each decision', async () => {
    expect(await statusOf({})).toBe('approved');
    expect(await statusOf({ approval: 'requested', state: '-4' })).toBe('pending');
    expect(await statusOf({ approval: 'rejected' })).toBe('denied');
  });

  it('says that it stops nothing, where a deployment must not go on', async () => {
    const { outputs, log } = await runWith({ operation: 'status' }, [
      { expect: LOOKUP, answer: ok([record({ ...APPROVED, state: '-4', approval: 'requested' })]) },
    ]);
    const words = 'CHG0030001 is in Assess: not approved yet. That status stops no deployment: verify does';
    expect(outputs?.reason).toBe(words);
    expect(log).toBe(`${words}.`);
    const approved = await runWith({ operation: 'status' }, [
      { expect: LOOKUP, answer: ok([record(APPROVED)]) },
    ]);
    expect(approved.log).not.toContain('stops no');
  });

  it('decides by the policy of its inputs', async () => {
    expect(await statusOf({}, { 'proceed-states': 'Scheduled' })).toBe('pending');
    expect(await statusOf({ state: '-2' }, { 'proceed-states': 'Scheduled' })).toBe('approved');
    expect(await statusOf({ conflict_status: 'Conflict' }, { 'conflict-policy': 'reject' })).not.toBe(
      'approved',
    );
  });

  it('decides by the policy that open left, where that is the stricter one', async () => {
    const correlation_display = 'Change Gate: proc=-2 appr=approved conf=ignore wind=ignore';
    expect(await statusOf({ correlation_display })).toBe('pending');
  });
});
