import { describe, expect, it } from 'vitest';
import { parseExports } from './exports.ts';

describe('env_vars_to_export', () => {
  it('reads one KEY=VALUE a line; the last one wins', () => {
    expect(parseExports('A=1\nB=x=y "z"\n\nA=2\nEMPTY=\n')).toEqual({
      values: { A: '2', B: 'x=y "z"', EMPTY: '' },
      oddLines: [],
    });
  });

  it('tells which lines a value of several lines has left behind', () => {
    expect(parseExports('JSON={\n  "a": 1\n}\nB=1\n')).toEqual({
      values: { JSON: '{', B: '1' },
      oddLines: [2, 3],
    });
  });
});
