import { expect, it } from 'vitest';
import { INPUTS } from '../inputs.ts';
import { unfilledCredentials } from './unfilled-credentials.ts';

const problems = (values: Readonly<Record<string, string>>, operation: 'open' | 'verify' = 'open') =>
  unfilledCredentials({ values, displayName: (name) => name.toUpperCase() }, INPUTS, operation);

const SECRETS = Object.entries(INPUTS).filter(([, input]) => 'secret' in input && input.secret);

it.each([
  ...SECRETS.map(([name]) => name),
  ...['username', 'client-id', 'jwt-subject', 'jwt-key-id', 'client-certificate'],
])('names %s, and quotes nothing', (name) => {
  for (const reference of ['${{ MISSING }}', '${MISSING}', '$MISSING']) {
    expect(problems({ [name]: reference })).toEqual([
      expect.stringContaining(`${name.toUpperCase()}: holds a reference to a variable, not its value`),
    ]);
    expect(problems({ [name]: reference })[0]).not.toContain('MISSING');
  }
});

it('leaves other inputs alone, and what the operation does not read', () => {
  expect(problems({ data: '${X}', 'work-notes': '$X', unheard: '${X}' })).toEqual([]);
  expect(problems({ 'callback-token': '${X}' }, 'verify')).toEqual([]);
  expect(problems({ 'callback-token': 'a.b', password: '$unshine' })).toEqual([]);
});
