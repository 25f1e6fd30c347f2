import { describe, expect, it } from 'vitest';
import { readFields, readFieldsList } from './fields.ts';

describe('JSON that a variable was to complete', () => {
  it('names the reference that is still there', async () => {
    await expect(readFields('{"start_date": ${{START_DATE}}}')).rejects.toThrow(
      'is not JSON: expected a value at line 1, column 16, and no variable has filled in ${{START_DATE}}',
    );
  });
});

describe('readFields', () => {
  it('reads JSON with its own types', async () => {
    expect(await readFields('{"risk": 3, "short_description": "x"}')).toEqual({
      risk: 3,
      short_description: 'x',
    });
  });

  it('reads YAML as the text that was written', async () => {
    const text =
      'short_description: Globex 1.10\nversion: 1.10\nstart_date: 2026-03-01 08:00:00\nplan: |\n  a\n  b\n';
    expect(await readFields(text)).toEqual({
      short_description: 'Globex 1.10',
      version: '1.10',
      start_date: '2026-03-01 08:00:00',
      plan: 'a\nb\n',
    });
  });

  it.each([
    ['{"a": }', 'is not JSON: expected a value at line 1, column 7'],
    [
      '{\n  "a": 1,\n}',
      'expected a name in double quotes (is the comma before it one too many?) at line 3, column 1',
    ],
    ['{"a": 1 "b": 2}', 'expected a comma or } at line 1, column 9'],
    ['{"a": "x', 'expected a value at line 1, column 7'],
    ["{'a': 1}", 'expected a name in double quotes or } at line 1, column 2'],
    ['{"a": [1, 2}', 'expected a comma or ] at line 1, column 12'],
    ['{"a": 1} x', 'expected nothing more at line 1, column 10'],
    ['a: 1\n b: 2', 'is not YAML: '],
    ['a: "x', 'double quoted scalar at line'],
    ['just a sentence', 'must be a JSON object'],
    ['[1]', 'must be a JSON object'],
    ['{"a": "x", "watch_list": ["b"], "plan": {}}', 'holds a list or a map in watch_list, plan, and'],
    ['watch_list:\n  - b\n', 'holds a list or a map in watch_list'],
    ['plan: {}', 'holds a list or a map in plan'],
    ['{"Approval": "approved", "x": 1}', 'holds "Approval", which is no name of a column'],
    ['{"on_hold ": false, "parent.approval": "approved"}', 'holds "on_hold ", "parent.approval", which'],
    ['TYPE: standard', 'holds "TYPE", which'],
    ['{"__proto__": "x", "constructor": "y"}', 'holds "__proto__", "constructor", which'],
    ['', 'must be a JSON object'],
  ])('says what is wrong with %j', async (text, words) => {
    await expect(readFields(text)).rejects.toThrowError(words);
  });
});

describe('readFieldsList', () => {
  it.each([
    '[{"short_description": "x", "order": "1.10"}, {"short_description": "y"}]',
    '- short_description: x\n  order: 1.10\n- short_description: y\n',
  ])('reads %j', async (text) => {
    expect(await readFieldsList(text)).toEqual([
      { short_description: 'x', order: '1.10' },
      { short_description: 'y' },
    ]);
  });

  it('reads an empty list as one', async () => {
    expect(await readFieldsList('[]')).toEqual([]);
  });

  it.each([
    ['{"short_description": "x"}', 'must be a JSON list of objects'],
    ['["x"]', 'must be a JSON list of objects'],
    ['- x', 'must be a JSON list of objects'],
    ['[null]', 'must be a JSON list of objects'],
    ['[[]]', 'must be a JSON list of objects'],
    ['', 'must be a JSON list of objects'],
    ['[{"a": }]', 'is not JSON: expected a value at line 1, column 8'],
    ['[{"a": "x"}, {"watch_list": ["b"]}]', 'holds a list or a map in watch_list'],
  ])('says what is wrong with %j', async (text, words) => {
    await expect(readFieldsList(text)).rejects.toThrowError(words);
  });
});
