import { describe, expect, it } from 'vitest';
import { renderGoTemplate } from './render.ts';

const ARGUMENTS = {
  apostrophe: "it's",
  empty: '',
  million: 1000000,
  price: 22000000.5,
  namespace: 409723,
  one: 1,
  zero: 0,
  yes: true,
  no: false,
  list: ['a', 1, null, true],
  map: { z: 1, a: 'x' },
};

function render(template: string, given: Record<string, unknown> = ARGUMENTS): string {
  const data = { Arguments: given } as Parameters<typeof renderGoTemplate>[1];
  return renderGoTemplate(template, data, { left: '[[', right: ']]' });
}

// Every expected output here is what Go 1.19's text/template prints for the same template and data.
describe('a Go template', () => {
  it.each([
    [
      'ranges over arguments in key order',
      '[[ range $k, $v := .Arguments.map ]][[ $k ]]=[[ $v ]];[[ end ]]',
      'a=x;z=1;',
    ],
    [
      'sets the dot to the value in a range',
      '[[ range .Arguments.list ]]<[[ . ]]>[[ end ]]',
      '<a><1><<no value>><true>',
    ],
    [
      'counts a list with integers',
      '[[ range $i, $e := .Arguments.list ]][[ printf "%v" $i ]][[ end ]]',
      '0123',
    ],
    ['takes the else of an empty range', '[[ range .Arguments.absent ]]x[[ else ]]none[[ end ]]', 'none'],
    ['trims white space at the markers', 'a  [[- " x " -]]\n  b', 'a x b'],
    ['tells a trim marker from a negative number', 'a [[-1]] b', 'a -1 b'],
    ['leaves comments out', '[[/* a ]] b */]]x[[- /* c */ -]] y', 'xy'],
    ['finds the right delimiter outside strings only', '[[ "]]" ]]', ']]'],
    ['chains else if', '[[ if .Arguments.empty ]]a[[ else if .Arguments.one ]]b[[ else ]]c[[ end ]]', 'b'],
    ['reaches the data through $', '[[ range .Arguments.map ]][[ $.Arguments.yes ]] [[ end ]]', 'true true '],
    ['hides an outer variable', '[[ $x := "a" ]][[ if true ]][[ $x := "b" ]][[ $x ]][[ end ]][[ $x ]]', 'ba'],
    ['pipes into the last argument', '[[ .Arguments.apostrophe | printf "%s-%s" "x" ]]', "x-it's"],
    [
      'prints numbers as Go does',
      '[[ range $v := .Arguments.list ]][[ $v ]][[ end ]] [[ 1e6 ]]',
      'a1<no value>true 1e+06',
    ],
    ['prints maps and lists', '[[ .Arguments.map ]] [[ .Arguments.list ]]', 'map[a:x z:1] [a 1 <nil> true]'],
    ['compares with several values', '[[ eq .Arguments.apostrophe "a" "it\'s" ]]', 'true'],
    ['compares booleans', '[[ ne .Arguments.no false ]]', 'false'],
  ])('%s', (_what, template, output) => {
    expect(render(template)).toBe(output);
  });

  it('prints <no value> for a missing argument, and <nil> through printf', () => {
    expect(render('[[ .Arguments.absent ]] [[ printf "%v %s" .Arguments.absent .Arguments.absent ]]')).toBe(
      '<no value> <nil> %!s(<nil>)',
    );
  });

  it('finds a missing argument unequal to the empty string: the defect of the original step', () => {
    expect(render('[[ eq .Arguments.absent "" ]]')).toBe('false');
  });

  it.each([
    ['a number and a string', '[[ eq .Arguments.one "1" ]]', 'float64 and string'],
    ['a number and an integer literal', '[[ eq .Arguments.one 1 ]]', 'float64 and int'],
  ])('aborts when it compares %s', (_what, template, types) => {
    expect(() => render(template)).toThrow(`incompatible types for comparison: ${types}`);
  });

  it.each([
    ['index', '[[ index .Arguments "one" ]]', 'the function `index`'],
    ['with', '[[ with .Arguments ]][[ end ]]', '`with`'],
    ['and', '[[ and .Arguments.yes .Arguments.zero ]]', 'the function `and`'],
    ['parentheses', '[[ ne (.Arguments.one) 1 ]]', 'parentheses'],
    ['assignment', '[[ $x := 1 ]][[ $x = 2 ]]', 'assignment by `=`'],
    ['a printf flag', '[[ printf "%5d" 1 ]]', 'the printf directive "%5"'],
  ])('refuses %s by name', (_what, template, named) => {
    expect(() => render(`\n${template}`)).toThrow(
      `line 2: the sandbox's Go templates do not implement ${named}`,
    );
  });

  it.each([
    [
      'an unknown function, even where it is not reached',
      '[[ if false ]][[ toJson . ]][[ end ]]',
      '"toJson" not defined',
    ],
    ['a field of a string', '[[ .Arguments.apostrophe.x ]]', "can't evaluate field x in type string"],
    ['a variable that is not there', '[[ $u ]]', 'undefined variable "$u"'],
    ['an action that does not end', 'a [[ .Arguments', 'unclosed action'],
    ['an if that does not end', '[[ if true ]]', '`if` without `end`'],
    ['an end too many', '[[ end ]]', 'unexpected end'],
    ['a range over text', '[[ range .Arguments.apostrophe ]][[ end ]]', "can't iterate over it's"],
  ])('fails on %s', (_what, template, message) => {
    expect(() => render(template)).toThrow(message);
  });
});
