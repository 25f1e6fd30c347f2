import { describe, expect, it } from 'vitest';
import { parseKeyValues } from './key-value-file.ts';

describe('the files of outputs, state and environment', () => {
  it.each<[string, [string, string][]]>([
    ['', []],
    [
      '\n\nA=1\nB=x=y<<z\n',
      [
        ['A', '1'],
        ['B', 'x=y<<z'],
      ],
    ],
    ['A<<E\none\n\ntwo\nE\n', [['A', 'one\n\ntwo']]],
    ['A<<E\nE', [['A', '']]],
    ['A=1\r\n', [['A', '1\r']]],
    [
      'A=\nA=2',
      [
        ['A', ''],
        ['A', '2'],
      ],
    ],
    ['A<<E=F\nv\nE=F\n', [['A', 'v']]],
  ])('read %j', (text, pairs) => {
    expect(parseKeyValues(text)).toEqual(pairs);
  });

  it.each([
    ['plain', "Invalid format 'plain'"],
    ['=x', "Invalid format '=x'. Name must not be empty"],
    ['<<E\n', 'Name must not be empty and delimiter must not be empty'],
    ['A<<\n', 'Name must not be empty and delimiter must not be empty'],
    ['A<<E\nv\n', "Matching delimiter not found 'E'"],
    ['A<<E\nv', 'EOF marker missing new line'],
    ['A<<E\nv\nE\r\n', "Matching delimiter not found 'E'"],
  ])('refuse %j', (text, message) => {
    expect(() => parseKeyValues(text)).toThrow(message);
  });
});
