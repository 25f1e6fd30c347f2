import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../decision.ts';
import { markWithPlace, partsOf, policyMark, readPolicyMark } from './policy-mark.ts';

const POLICY: Policy = {
  proceedStates: ['-2', 'model'],
  approval: 'state',
  conflict: 'reject',
  window: 'enforce',
  deadline: '',
};

describe('the policy that is left with a change', () => {
  it('comes back as it was', () => {
    expect(readPolicyMark(policyMark(POLICY))).toEqual(POLICY);
    expect(readPolicyMark(policyMark(DEFAULT_POLICY))).toEqual({ ...DEFAULT_POLICY, approval: 'approved' });
  });

  it('may say the place of the step that left it, where there is room', () => {
    const mark = policyMark(POLICY);
    const marked = markWithPlace(mark, '0123abcd');
    expect(marked).toBe(`${mark} at=0123abcd`);
    expect(readPolicyMark(marked)).toEqual(POLICY);
    expect(partsOf(marked)).toEqual({ mark, place: '0123abcd' });
    expect(partsOf(mark)).toEqual({ mark, place: '' });
    expect(partsOf('Jira at=0123abcd')).toEqual({ mark: 'Jira at=0123abcd', place: '' });
    const long = mark.padEnd(89, '1');
    expect([long, `${long}1`].map((text) => markWithPlace(text, '12345678').length)).toEqual([89, 90]);
    expect(markWithPlace(long.slice(1), '12345678')).toHaveLength(100);
    for (const nothing of [markWithPlace('', '0123abcd'), markWithPlace('', '')]) expect(nothing).toBe('');
  });

  it('fits into the column, or is not left', () => {
    expect(policyMark({ ...POLICY, proceedStates: ['-2', '-1', '101'] }).length).toBeLessThanOrEqual(100);
    expect(policyMark({ ...POLICY, proceedStates: Array(10).fill('100001') })).toBe('');
  });

  it('is none where something else stands there', () => {
    for (const text of ['', 'Jira', 'Change Gate', 'proceed_states=-1'])
      expect(readPolicyMark(text)).toBeNull();
  });

  it.each([
    ['cut off', policyMark(POLICY).slice(0, -1)],
    ['cut off between two fields', policyMark(POLICY).replace(/ window=.*/, '')],
    ['of a version that knows more', `${policyMark(POLICY)} region=eu`],
    ['of a version that knows another word', policyMark(POLICY).replace('enforce', 'observe')],
    ['without states', policyMark(POLICY).replace('-2,model', '')],
  ])('is not understood when it is %s', (_how, text) => {
    expect(readPolicyMark(text)).toBeUndefined();
  });

  it('is not known to be none where it cannot be read', () => {
    expect(readPolicyMark(null)).toBeUndefined();
  });
});
