import { expect, it } from 'vitest';
import { jsonProblem } from './json-problem.ts';

it.each([
  ['', 'expected a value at line 1, column 1'],
  [' \n x', 'expected a value at line 2, column 2'],
  ['{"a":]', 'expected a value at line 1, column 6'],
  ['{"a":}', 'expected a value at line 1, column 6'],
  ['{"a"::', 'expected a value at line 1, column 6'],
  ['[1,]', 'expected a value at line 1, column 4'],
  ['[01]', 'expected a comma or ] at line 1, column 3'],
  ['[x', 'expected a value or ] at line 1, column 2'],
  ['[}', 'expected a value or ] at line 1, column 2'],
  ['[,', 'expected a value or ] at line 1, column 2'],
  ['{', 'expected a name in double quotes or } at line 1, column 2'],
  ['{]', 'expected a name in double quotes or } at line 1, column 2'],
  ['{1', 'expected a name in double quotes or } at line 1, column 2'],
  ['{,', 'expected a name in double quotes or } at line 1, column 2'],
  ['{"a":1,}', 'expected a name in double quotes (is the comma before it one too many?) at line 1, column 8'],
  ['{"a":1,2', 'expected a name in double quotes (is the comma before it one too many?) at line 1, column 8'],
  ['{"a" 1}', 'expected a colon at line 1, column 6'],
  ['{"a","b"}', 'expected a colon at line 1, column 5'],
  ['{"a"}', 'expected a colon at line 1, column 5'],
  ['{"a":1]', 'expected a comma or } at line 1, column 7'],
  ['{"a":1:', 'expected a comma or } at line 1, column 7'],
  ['{"a":[]', 'expected a comma or } at line 1, column 8'],
  ['[{"a":{}} 1]', 'expected a comma or ] at line 1, column 11'],
  ['[1}', 'expected a comma or ] at line 1, column 3'],
  ['[[1],[] "x"', 'expected a comma or ] at line 1, column 9'],
  ['[]]', 'expected nothing more at line 1, column 3'],
  ['{}}', 'expected nothing more at line 1, column 3'],
  ['1,', 'expected nothing more at line 1, column 2'],
  ['"a" "b"', 'expected nothing more at line 1, column 5'],
  ['[1]\n\n  true', 'expected nothing more at line 3, column 3'],
  ['{"a":\n\t[1,\n2,"\\x"]}', 'expected a value at line 3, column 3'],
])('%j: %s', (text, problem) => {
  expect(() => JSON.parse(text)).toThrowError(SyntaxError);
  expect(jsonProblem(text)).toBe(problem);
});
