import { describe, expect, it } from 'vitest';
import { projectVariables, refuseUnmaskable } from './project-variables.ts';

describe('a variable that is to be masked', () => {
  const save = (value: string, raw: readonly string[] = []) =>
    refuseUnmaskable({ variables: { A: value }, masked: ['A'], raw });

  it.each(['short', 'two words', 'two\nlines', 'pa$$word', 'pass,word'])('is not saved: %j', (value) => {
    expect(() => save(value)).toThrowError(
      'GitLab does not save variable A: its value cannot be masked. Give it 8 characters or more, none but letters, digits and _+=/@:.~-',
    );
  });

  it('may hold any character but blanks where it is raw', () => {
    expect(() => save('pa$$,word', ['A'])).not.toThrow();
    for (const value of ['two words', 'short']) {
      expect(() => save(value, ['A'])).toThrow('Give it 8 characters or more, without blanks');
    }
  });

  it('is saved otherwise, and where it is empty or not there', () => {
    for (const value of ['glpat-c0ffee_00', '']) expect(() => save(value)).not.toThrow();
    expect(() => refuseUnmaskable({ masked: ['A'] })).not.toThrow();
  });
});

it('leaves protected variables out where nothing is protected, and writes raw ones so that nothing is filled in', () => {
  const options = { variables: { A: '$B', B: '$5' }, protected: ['A'], raw: ['B'] };
  expect(projectVariables(options, true)).toEqual({ A: '$B', B: '$$5' });
  expect(projectVariables(options, false)).toEqual({ B: '$$5' });
  expect(projectVariables({}, true)).toEqual({});
});
