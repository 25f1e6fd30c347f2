import { describe, expect, it } from 'vitest';
import type { BuildContext } from '../../adapter.ts';
import type { Change } from '../../servicenow/change.ts';
import { checkAgreement, cutOff, endingOf } from './ending.ts';

const URL = 'https://ci.example/builds/1';

function context(outcomeRemedy?: string) {
  const build = { title: 'Build 1', build: { id: '1', url: URL }, ...(outcomeRemedy && { outcomeRemedy }) };
  return { build: build as BuildContext, displayName: (name: string) => name.toUpperCase() };
}

describe('the ending', () => {
  it.each([
    ['success', 'successful', `Build 1 succeeded. ${URL}`],
    ['failure', 'unsuccessful', `Build 1 failed. ${URL}`],
    ['cancelled', 'unsuccessful', `Build 1 was cancelled. ${URL}`],
    ['skipped', 'unsuccessful', `Build 1 did not deploy: its deployment was skipped. ${URL}`],
    ['partial', 'unsuccessful', `Build 1 succeeded in part: some of its jobs were skipped. ${URL}`],
  ] as const)('of %s', (outcome, code, notes) => {
    expect(endingOf({ outcome }, context())).toEqual({ code, notes });
  });

  it('has the reason that the CI shows', () => {
    const { build, displayName } = context();
    const shown = { build: { ...build, outcomeReason: 'job deploy is failed' }, displayName };
    expect(endingOf({ outcome: 'failure' }, shown).notes).toBe(
      `Build 1 failed: job deploy is failed. ${URL}`,
    );
  });

  it('is what is said by name, then what the data say, then what the outcome means', () => {
    const data = { close_code: 'u_partial', close_notes: 'Half of it' };
    const named = { 'close-code': 'successful_issues', 'close-notes': 'One region late' };
    expect(endingOf({ outcome: 'success', data }, context())).toEqual({
      code: 'u_partial',
      notes: 'Half of it',
    });
    expect(endingOf({ outcome: 'success', data, ...named }, context())).toEqual({
      code: 'successful_issues',
      notes: 'One region late',
    });
    expect(endingOf({ 'close-code': 'u_partial' }, context()).notes).toBe(`Build 1 ended. ${URL}`);
  });

  it.each([{}, { data: {} }, { data: { close_code: '' } }, { data: { close_code: null } }])(
    'is not known from %j',
    (inputs) => {
      expect(() => endingOf(inputs, context())).toThrowError(
        /OUTCOME: is not set or empty.*or set CLOSE-CODE/,
      );
      expect(() => endingOf(inputs, context('Ask Jenkins'))).toThrowError(/was closed\. Ask Jenkins\./);
    },
  );

  it.each(['failure', 'cancelled', 'skipped'] as const)('is no success after %s', (outcome) => {
    for (const code of ['successful', 'successful_issues']) {
      expect(() => endingOf({ outcome, 'close-code': code }, context())).toThrowError(
        `CLOSE-CODE: is ${code}, but OUTCOME is ${outcome}.`,
      );
    }
    expect(endingOf({ outcome, 'close-code': 'u_rolled_back' }, context()).code).toBe('u_rolled_back');
  });

  it('of a deployment that was cut off is no success', () => {
    expect(cutOff(context())).toEqual({
      code: 'unsuccessful',
      notes: `Build 1 was cancelled while this change was being implemented. ${URL}`,
    });
  });
});

describe('a closed change', () => {
  const closed = (closeCode: string) => ({ number: 'CHG0030001', closeCode }) as Change;
  const agrees = (there: string, here: string) => () =>
    checkAgreement(closed(there), { code: here, notes: '' });

  it.each([
    ['unsuccessful', 'unsuccessful'],
    ['successful', 'successful'],
    ['successful_issues', 'successful'],
    ['u_partial', 'u_partial'],
  ])('as %s agrees with %s', (there, here) => {
    expect(agrees(there, here)).not.toThrow();
  });

  it.each([
    ['successful', 'unsuccessful'],
    ['unsuccessful', 'successful'],
    ['u_partial', 'successful'],
    ['successful', 'u_partial'],
  ])('as %s contradicts %s', (there, here) => {
    expect(agrees(there, here)).toThrowError(
      `CHG0030001 is closed as "${there}", and this step says "${here}".`,
    );
  });

  it('agrees with nothing where its close code is hidden', () => {
    expect(agrees('', 'successful')).toThrowError(/without a close code that the integration user may read/);
  });
});
