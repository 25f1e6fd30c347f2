/** What a person reads about a value that an input does not take. */
import { expect, it } from 'vitest';
import { INPUTS, type InputName } from '../inputs.ts';
import type { Operation } from './declaration.ts';
import { parseInputs, parseOperation } from './parse.ts';

const EMPTY = 'Too small: expected string to have >=1 characters';
const NO_HEADER = 'must be one line of printable characters without spaces';
const NO_ORIGIN =
  'must be the address of the instance alone, like https://acme.service-now.com: requests go to its own paths, so leave out any path, query or user';
const NO_TIME =
  'must be a time with its zone like 2026-03-01T22:00:00+01:00, now, or a duration like +2h or +1d12h30m';

function options(...names: string[]): string {
  return `Invalid option: expected one of ${names.map((name) => `"${name}"`).join('|')}`;
}

const REFUSED: readonly [InputName, string, string][] = [
  [
    'operation',
    'opne',
    options('open', 'verify', 'wait', 'update', 'close', 'cancel', 'status', 'record', 'check'),
  ],
  ['instance-url', 'acme', 'must be a URL like https://acme.service-now.com'],
  [
    'instance-url',
    'http://acme.service-now.com',
    'must begin with https://, as whoever is in between could read the credentials; http:// is for this machine only (localhost, 127.0.0.0/8, [::1])',
  ],
  ...['/prod', '/?x=1', '/#x', '/nav_to.do'].map((rest): [InputName, string, string] => [
    'instance-url',
    `https://acme.service-now.com${rest}`,
    NO_ORIGIN,
  ]),
  ['instance-url', 'https://ci:pw@acme.service-now.com', NO_ORIGIN],
  ['app-scope', 'acme', 'must be a scope like x_acme_gate, at most 18 characters'],
  ['username', '', EMPTY],
  ['access-token', 'a b', NO_HEADER],
  ['api-key', 'a\nb', NO_HEADER],
  ['change-number', 'CHG', 'must look like CHG0030001'],
  ['change-sys-id', 'ABC', 'must be the 32 hex digits of a sys_id'],
  ['change-type', 'simple', options('normal', 'emergency', 'standard')],
  ['change-model', '', EMPTY],
  ['data', '[1]', 'must be a JSON object like {"short_description": "..."}, or the same as YAML'],
  ['data', '{"a": }', 'is not JSON: expected a value at line 1, column 7'],
  ['data', 'a: [', 'is not YAML: unexpected end of the stream within a flow collection at line 2, column 1'],
  [
    'data',
    '{"watch_list": ["a"]}',
    'holds a list or a map in watch_list, and a field takes one value; write it as text (a list of records as their sys_ids, separated by commas)',
  ],
  ['data-file', '', EMPTY],
  ['tasks', '{}', 'must be a JSON list of objects like [{"short_description": "..."}], or the same as YAML'],
  ['tasks-file', '', EMPTY],
  ['task', '', EMPTY],
  ['planned-start', 'soon', NO_TIME],
  ['planned-start', '2026-02-30T22:00:00Z', NO_TIME],
  ['planned-end', '2026-03-01', NO_TIME],
  ['strict', 'yes', options('true', 'false')],
  ['attachment-limit', '0', 'must be a whole number of megabytes'],
  ['work-notes', '', EMPTY],
  ['state', '', EMPTY],
  ['callback-token', 'a b', 'must be one line of at most 2000 printable characters without spaces'],
  ['callback-alias', 'a b', 'must be at most 100 letters, digits, ., _ or -'],
  ['gate-name', '1st', 'must be a letter, then at most 39 letters, digits, _ or -'],
  [
    'proceed-states',
    'Implement, a;b',
    'must be states like Implement or -1 (custom states by value), or model, separated by commas',
  ],
  ['proceed-states', Array.from({ length: 30 }, (_, state) => state).join(','), 'must be at most 10 states'],
  ['approval-policy', 'ignore', options('approved', 'state')],
  ['conflict-policy', 'deny', options('ignore', 'wait', 'reject')],
  ['window-policy', 'wait', options('ignore', 'enforce')],
  ['deadline-minutes', 'an hour', 'must be a whole number of minutes'],
  ['deadline-outcome', 'reject', options('deny', 'leave')],
  ['close-code', '', EMPTY],
  ...['--output=x', 'HEAD~3', 'v1..v2', 'main@{1}', 'a b', 'a.', '.a', '/a'].map(
    (name): [InputName, string, string] => ['since', name, 'must be the name of a commit, a tag or a branch'],
  ),
  ['work-item-pattern', '(', 'must be a regular expression of JavaScript'],
];

it.each(REFUSED)('%s refuses %j in these words', async (name, value, words) => {
  const values = { operation: 'open', 'instance-url': 'https://acme.service-now.com', [name]: value };
  const source = { values, displayName: (input: string) => input };
  const operation: Operation = INPUTS[name].operations[0];
  const parsing = name === 'operation' ? parseOperation(source) : parseInputs(operation, source, {});
  await expect(parsing).rejects.toMatchObject({
    message: `The step's inputs are not usable. ${name}: ${words}.`,
  });
});
