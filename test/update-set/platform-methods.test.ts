/** The methods of the platform that the app's scripts call, against those that the app can find missing. */
import { expect, it } from 'vitest';
import { shippedScripts } from '../app/shipped-scripts.ts';

/** Without the tests that an admin runs. */
const scripts = shippedScripts().filter(({ source }) => !source.includes('assertEqual('));
const all = scripts.map(({ source }) => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')).join('\n');
const parts = /PARTS = \[[\s\S]*?\n {2}\];/.exec(all)?.[0] ?? '';
const listed = [...parts.matchAll(/"([a-z]\w*)"/g)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'gs' && !name.includes('_'));

/** Of what a call gives, or of what only a request, a form or a flow has: the redirect's test calls the first four. */
const HANDED_OVER = [
  ...['getBody', 'getErrorCode', 'getHeader', 'getStatusCode', 'getErrorMessage', 'waitForResponse'],
  ...['setLocation', 'setBody', 'setError'],
  ...['setRedirectURL', 'getDecryptedValue', 'setDisplayValue', 'getCredentialAttribute'],
  // Of an access control: the record that it is asked about.
  ...['getTableName', 'getRefRecord', 'isValidRecord', 'canRead'],
  ...['subflow', 'inBackground', 'withInputs', 'getContextId', 'addOrCondition'],
];

it('finds each of them missing, and lists none that nothing calls', () => {
  const own = new Set([
    ...[
      ...all.matchAll(/function (\w+)|\b(\w+): (?:\w+\b|\(|function)|\b(\w+) = |\b(\w+)\([^()]*\) \{/g),
    ].flatMap((found) => found.slice(1)),
    ...[Array, Function, String, Object, RegExp, Number, Math, JSON, Date].flatMap((of) => [
      ...Object.getOwnPropertyNames(of),
      ...('prototype' in of ? Object.getOwnPropertyNames(of.prototype) : []),
    ]),
  ]);
  const called = new Set([...all.matchAll(/\.(\w+)\(/g)].map(([, name = '']) => name));
  const platform = [...called].filter((name) => !own.has(name) && !/^[A-Z]/.test(name));
  expect(platform.filter((name) => !listed.includes(name) && !HANDED_OVER.includes(name))).toEqual([]);
  expect([...listed, ...HANDED_OVER].filter((name) => !called.has(name))).toEqual([]);
  expect(listed.length).toBeGreaterThan(40);
});
