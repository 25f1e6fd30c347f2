import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../decision.ts';
import { markWithPlace, partsOf, policyMark, readPolicyMark as readMark } from './policy-mark.ts';

const POLICY: Policy = {
  proceedStates: ['-2', 'model'],
  approval: 'state',
  conflict: 'reject',
  window: 'enforce',
  deadline: '',
};

const readPolicyMark = (text: string | null, states: readonly string[] = ['-1']) => readMark(text, states);

describe('the policy that is left with a change', () => {
  it('comes back as it was', () => {
    expect(readPolicyMark(policyMark(POLICY))).toEqual(POLICY);
    expect(readPolicyMark(policyMark(DEFAULT_POLICY))).toEqual({ ...DEFAULT_POLICY, approval: 'approved' });
  });

  it('may say the place of the step that left it', () => {
    const mark = policyMark(POLICY);
    const marked = markWithPlace(mark, '0123abcd');
    expect(marked).toBe(`${mark} at=0123abcd`);
    expect(readPolicyMark(marked)).toEqual(POLICY);
    expect(partsOf(marked)).toEqual({ mark, place: '0123abcd' });
    expect(partsOf(mark)).toEqual({ mark, place: '' });
    expect(partsOf('Jira at=0123abcd')).toEqual({ mark: 'Jira at=0123abcd', place: '' });
    expect(markWithPlace(mark, '')).toBe(mark);
  });

  it('fits into the column with its place, however many states it holds', () => {
    const longest: Policy = { ...POLICY, approval: 'approved' };
    for (const states of [['model', '10000'], ['model', '100000'], Array(10).fill('100001')]) {
      const mark = policyMark({ ...longest, proceedStates: states });
      expect(markWithPlace(mark, '0123abcd').length).toBeLessThanOrEqual(100);
      expect(readPolicyMark(mark, states)).toEqual({ ...longest, proceedStates: states });
    }
  });

  it('tells many states only to who knows them, in whichever order', () => {
    const states = ['-2', '-1', '101', '102'];
    const mark = policyMark({ ...POLICY, proceedStates: states });
    expect(mark).toContain('proceed_states=#');
    const turned = ['102', ...states.slice(0, 3)];
    expect(readPolicyMark(mark, turned)).toEqual({ ...POLICY, proceedStates: turned });
    for (const others of [['-1'], [...states, '103'], states.slice(1)])
      expect(readPolicyMark(mark, others)).toBeUndefined();
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
