import { describe, expect, it } from 'vitest';
import { GateError, type GateErrorCode } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { tryState } from './try-state.ts';

const CHANGE = { number: 'CHG0030001', state: '-1', stateLabel: 'Implement' } as Change;

/** The attempt to go to Review, what was written, and the warnings. */
async function attempt(answer: { state: string; differences?: readonly string[] } | Error) {
  const writes: unknown[] = [];
  const warnings: string[] = [];
  const changes = {
    url: () => 'https://acme/c1',
    async update(change: Change, fields: unknown) {
      writes.push(fields);
      if (answer instanceof Error) throw answer;
      return { change: { ...change, state: answer.state }, differences: answer.differences ?? [] };
    },
  };
  const log = { info() {}, warning: (line: string) => warnings.push(line) };
  const context = { changes, log } as unknown as OperationContext;
  const outcome = await tryState(CHANGE, '0', { state: '9', work_end: 'now' }, context);
  return { outcome, writes, warnings };
}

describe('an attempt to move a change', () => {
  it.each(['0', '20'])('has moved it where it is in another state after it: %s', async (state) => {
    expect(await attempt({ state })).toEqual({
      outcome: { moved: true, change: { ...CHANGE, state } },
      writes: [{ state: '0', work_end: 'now' }],
      warnings: [],
    });
  });

  it('warns of what was dropped on the way, and fails not by that', async () => {
    const { outcome, warnings } = await attempt({ state: '0', differences: ['work_end was dropped'] });
    expect(outcome.moved).toBe(true);
    expect(warnings).toEqual([expect.stringContaining('CHG0030001 as it was sent: work_end was dropped.')]);
  });

  it('is ignored where the change is where it was', async () => {
    expect((await attempt({ state: '-1' })).outcome).toEqual({
      moved: false,
      refusal: expect.objectContaining({
        code: 'WRITE_IGNORED',
        message:
          "The instance answered with success and left CHG0030001 in Implement. Look at the change's model and business rules: https://acme/c1",
      }),
    });
  });

  it.each(['RULE_ABORTED', 'POLICY_REFUSED'] as const)('is refused with %s', async (code) => {
    const refusal = new GateError(code, 'No.');
    expect((await attempt(refusal)).outcome).toEqual({ moved: false, refusal });
  });

  it.each(['UNAVAILABLE', 'FORBIDDEN', 'UNEXPECTED_ANSWER'] satisfies GateErrorCode[])(
    'fails with %s',
    async (code) => {
      await expect(attempt(new GateError(code, 'No.'))).rejects.toMatchObject({ code });
    },
  );

  it('does not take a defect of the program for a refusal', async () => {
    const defect = Object.assign(new TypeError('defect'), { code: 'RULE_ABORTED' });
    await expect(attempt(defect)).rejects.toBe(defect);
  });
});
