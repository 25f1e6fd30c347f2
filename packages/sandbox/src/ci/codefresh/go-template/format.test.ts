import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatValue, printValue, sprintf } from './format.ts';
import type { GoValue } from './value.ts';

function reject(what: string): never {
  throw new Error(what);
}

// What Go 1.19 prints.
describe('Go formatting', () => {
  it.each([
    [100000, '100000'],
    [409723, '409723'],
    [1000000, '1e+06'],
    [22000000.5, '2.20000005e+07'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-12.5, '-12.5'],
    [1e20, '1e+20'],
  ])('writes the float64 %d', (value, text) => {
    expect(printValue(value)).toBe(text);
  });

  it.each([
    ["it's", `"it's"`],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\n\t\r\u0007\v\f\b', '"\\n\\t\\r\\a\\v\\f\\b"'],
    ['\u0000\u007f', '"\\x00\\x7f"'],
    ['\u2028\ufeff\u00a0\ue000', '"\\u2028\\ufeff\\u00a0\\ue000"'],
    ['é😀\u0301', '"é😀\u0301"'],
    ['\u{10ffff}', '"\\U0010ffff"'],
    ['\ud800', '"\ufffd"'],
  ])('quotes %j as strconv does', (value, quoted) => {
    expect(formatValue(value, 'q')).toBe(quoted);
  });

  it('round-trips any text through a quoted YAML item', () => {
    const text = 'it\'s "quoted" \\ \n\t ${{X}} : # \u2028\ufeff\u0001é😀';
    expect(parse(`- ${sprintf('%q', [`NOTE=${text}`], reject)}`)).toEqual([`NOTE=${text}`]);
  });

  const directives: readonly (readonly [format: string, args: readonly GoValue[], text: string])[] = [
    ['%s', [1000000], '%!s(float64=1e+06)'],
    ['%q', [true], '%!q(bool=true)'],
    ['%q', [['a', null, 1]], '["a" <nil> %!q(float64=1)]'],
    ['%v %s', [3n], '3 %!s(MISSING)'],
    ['%s', ['a', 'b', 1n], 'a%!(EXTRA string=b, int=1)'],
    ['100%% %v', [0.5], '100% 0.5'],
  ];
  it.each(directives)('follows the directive %s where the value does not suit it', (format, args, text) => {
    expect(sprintf(format, args, reject)).toBe(text);
  });
});
