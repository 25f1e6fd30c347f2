import { describe, expect, it } from 'vitest';
import { anyOf, equals } from './encoded-query.ts';

it('joins the names of a record', () => {
  expect(anyOf(['user_name', 'email'], "o'neil")).toBe("user_name=o'neil^ORemail=o'neil");
});

it('looks for a name with ^ by its longest part', () => {
  expect(anyOf(['name', 'email'], 'R^Research')).toBe('nameLIKEResearch^ORemailLIKEResearch');
  for (const value of ['^', '^^', '^javascript:x', '^\n\n']) {
    expect(() => anyOf(['name'], value)).toThrowError(`${JSON.stringify(value)} cannot be looked up`);
  }
});

describe('equals', () => {
  it('joins conditions', () => {
    expect(equals({ correlation_id: 'codefresh:1:change', active: 'true' })).toBe(
      'correlation_id=codefresh:1:change^active=true',
    );
  });

  it.each(['', 'a^ORsys_idISNOTEMPTY', 'a\nb', ' ', 'javascript:gs.getUserID()', ' JavaScript:x'])(
    'refuses %j, which would be read as more than a value',
    (value) => {
      expect(() => equals({ number: value })).toThrowError(/cannot be looked up/);
    },
  );
});
