import { describe, expect, it } from 'vitest';
import { evaluate } from './expression.ts';

const VARIABLES: Readonly<Record<string, string>> = {
  'workflow.result': 'failure',
  'steps.open_change.result': 'success',
};

const result = (text: string) => evaluate(text, (path) => VARIABLES[path]);

describe('a condition expression', () => {
  it.each([
    [`'main' == "main"`, true],
    [`"main" == 'release' || "main" == "main"`, true],
    [`!("a" < "b") && true`, false],
    [`"it's" == 'it\\'s'`, true],
    ['3.4 >= 1.79E+308', false],
    ['null == ""', false],
    ['workflow.result == "failure"', true],
    ['steps.open_change.result == "success" && workflow.result != "success"', true],
  ])('%s is %j', (text, value) => {
    expect(result(text)).toEqual(value);
  });

  it.each([
    [`String(40) == '40'`],
    [`Number('50') == 50`],
    ['Boolean(583) && !Boolean("")'],
    [`upper('hello') == 'HELLO' && lower('BYE') == 'bye'`],
    [`trim(" a ") == "a" && length("gump") == 4`],
    [`includes("codefresh", "odef")`],
    [`match("hello there you", "..LL.", true) && !match("hello there you", "hell$", true)`],
  ])('knows the documented function in %s', (text) => {
    expect(result(text)).toBe(true);
  });

  it('leaves the right side alone when the left one decides', () => {
    expect(result('false && nothing.like.it')).toBe(false);
    expect(result('true || Number("hello")')).toBe(true);
  });

  it.each([
    ['steps.nobody.result', 'there is no variable steps.nobody.result'],
    [`Number('hello') == 1`, 'Number() does not take these arguments'],
    ['env("HOME")', 'does not implement `env()`'],
    ['"a" < 2', '`<` does not take these types'],
    ['1 + 2 == 3', 'does not implement `+`'],
    [`round(1.95) == 2`, 'does not implement `round()`'],
    ['(1 == 1', '`)` is missing'],
    ['1 ==', 'it ends too early'],
    ['1 1', 'something is left over'],
    ['1 == @', 'a character does not belong there'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(() => result(text)).toThrow(problem);
  });
});
