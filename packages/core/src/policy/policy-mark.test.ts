import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../decision.ts';
import {
  isMarkedFor,
  markWithPlace,
  NOWHERE,
  partsOf,
  policyMark,
  readPolicyMark as readMark,
} from './policy-mark.ts';

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

  it('may say the place of the step that left it, with its environment', () => {
    const mark = policyMark(POLICY);
    for (const environment of ['', 'staging']) {
      const place = { environment, digest: '0123abcd' };
      const marked = markWithPlace(mark, place);
      expect(marked).toBe(`${mark} at=${environment === '' ? '' : 'staging/'}0123abcd`);
      expect(readPolicyMark(marked)).toEqual(POLICY);
      expect(partsOf(marked)).toEqual({ mark, place });
    }
    for (const text of [mark, 'Jira at=staging/0123abcd'])
      expect(partsOf(text)).toEqual({ mark: text, place: NOWHERE });
    expect(markWithPlace(mark, { environment: 'staging', digest: '' })).toBe(mark);
  });

  it('fits into the column with its place, however many states it holds, with an environment that may be cut', () => {
    const longest: Policy = { ...POLICY, approval: 'approved' };
    const environment = 'production-europe-west';
    for (const states of [['model', '10000'], ['model', '100000'], Array(10).fill('100001')]) {
      const mark = policyMark({ ...longest, proceedStates: states });
      const marked = markWithPlace(mark, { environment, digest: '0123abcd' });
      expect(marked.length).toBeLessThanOrEqual(100);
      expect(readPolicyMark(marked, states)).toEqual({ ...longest, proceedStates: states });
      const { place } = partsOf(marked);
      expect(place).toEqual({
        environment: expect.stringMatching(/^production.*~[0-9a-f]{8}$/),
        digest: '0123abcd',
      });
      expect(isMarkedFor(environment, place.environment)).toBe(true);
      for (const other of ['production', `${environment}-2`, 'production-europe-east'])
        expect(isMarkedFor(other, place.environment)).toBe(false);
    }
    expect(isMarkedFor('prod', 'prod')).toBe(true);
    for (const other of ['production', 'pro', 'staging']) expect(isMarkedFor(other, 'prod')).toBe(false);
  });

  it('tells many states only to who knows them, in whichever order', () => {
    const states = ['-2', '-1', '101', '102'];
    const mark = policyMark({ ...POLICY, proceedStates: states });
    expect(mark).toContain('proc=#');
    const turned = ['102', ...states.slice(0, 3)];
    expect(readPolicyMark(mark, turned)).toEqual({ ...POLICY, proceedStates: turned });
    for (const others of [['-1'], [...states, '103'], states.slice(1)])
      expect(readPolicyMark(mark, others)).toBeUndefined();
  });

  it('is none where something else stands there', () => {
    for (const text of ['', 'Jira', 'Change Gate', 'proc=-1']) expect(readPolicyMark(text)).toBeNull();
  });

  it.each([
    ['cut off', policyMark(POLICY).slice(0, -1)],
    ['cut off between two fields', policyMark(POLICY).replace(/ wind=.*/, '')],
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
