import { describe, expect, it } from 'vitest';
import { textInputs } from './values-in-code.ts';

describe('inputs in code', () => {
  it('may be flags, numbers and fields, and left undefined', () => {
    expect(
      textInputs({
        submit: false,
        'deadline-minutes': 90,
        username: 'ci',
        password: undefined,
        data: { short_description: 'x', risk: 3, cab_required: true, cmdb_ci: null, start_date: new Date(0) },
      }),
    ).toEqual({
      submit: 'false',
      'deadline-minutes': '90',
      username: 'ci',
      data: '{"short_description":"x","risk":3,"cab_required":true,"cmdb_ci":null,"start_date":"1970-01-01T00:00:00.000Z"}',
    });
  });

  it('may be a list of tasks', () => {
    expect(textInputs({ tasks: [{ short_description: 'x', order: 1 }, {}] })).toEqual({
      tasks: '[{"short_description":"x","order":1},{}]',
    });
  });

  it.each([
    ['a null', { username: null }, /username: must be text, a number, true or false, and is null/],
    ['a list', { attachments: ['a'] }, /attachments: must be .* and is a list/],
    ['no number', { 'deadline-minutes': Number.NaN }, /deadline-minutes: must be .* and is NaN/],
    ['a function', { password: () => 'secret' }, /password: must be .* and is of type function/],
    ['a list of data', { data: ['a'] }, /data: must be .* or an object of fields, and is a list/],
    [
      'a field without a value',
      { data: { a: 'x', b: undefined } },
      /data: b is undefined, which is no value/,
    ],
    ['a field that is no number', { data: { b: Number.POSITIVE_INFINITY } }, /data: b is Infinity/],
    ['a date that there is not', { data: { b: new Date('x') } }, /data: b is a date/],
    [
      'a task that is no object',
      { tasks: ['x'] },
      /tasks: must be .* or a list of objects of fields, and is/,
    ],
    ['one task alone', { tasks: {} }, /tasks: must be .* or a list of objects of fields, and is/],
    [
      'a field of a task without a value',
      { tasks: [{}, { a: undefined }] },
      /tasks: in number 2, a is undefined, which is no value/,
    ],
    ['a big integer', { data: { b: 1n } }, /data: b is of type bigint/],
  ])('%s is refused in one sentence', (_what, inputs, message) => {
    expect(() => textInputs(inputs)).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(message) }),
    );
  });
});
