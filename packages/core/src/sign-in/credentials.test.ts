import { describe, expect, it } from 'vitest';
import { type CredentialInputs, chooseSignInMethod } from './credentials.ts';

const NONE: CredentialInputs = {
  username: undefined,
  password: undefined,
  'client-id': undefined,
  'client-secret': undefined,
  'refresh-token': undefined,
  'jwt-private-key': undefined,
  'jwt-subject': undefined,
  'jwt-key-id': undefined,
  'access-token': undefined,
  'id-token-audience': undefined,
  'api-key': undefined,
  'client-certificate': undefined,
  'client-key': undefined,
};

function choose(...names: (keyof CredentialInputs)[]) {
  const values = Object.fromEntries(names.map((name) => [name, 'x']));
  return chooseSignInMethod({ ...NONE, ...values }, (name) => name.toUpperCase());
}

describe('chooseSignInMethod', () => {
  it.each([
    ['basic', ['username', 'password']],
    ['oauth password', ['client-id', 'client-secret', 'username', 'password']],
    ['oauth client', ['client-id', 'client-secret']],
    ['oauth refresh', ['client-id', 'client-secret', 'refresh-token']],
    ['oauth jwt', ['client-id', 'client-secret', 'jwt-private-key', 'jwt-subject']],
    ['oauth jwt', ['client-id', 'client-secret', 'jwt-private-key', 'jwt-subject', 'jwt-key-id']],
    ['access token', ['access-token']],
    ['id token', ['id-token-audience']],
    ['api key', ['api-key']],
    ['client certificate', ['client-certificate', 'client-key']],
    ['basic', ['username', 'password', 'client-certificate', 'client-key']],
  ] as const)('takes %s', (way, names) => {
    expect(choose(...names)).toBe(way);
  });

  it.each([
    [[], /No credentials for ServiceNow were found\. Set one of: USERNAME \+ PASSWORD; /],
    [['username'], /found USERNAME: PASSWORD is missing/],
    [['client-id'], /found CLIENT-ID: CLIENT-SECRET is missing/],
    [['api-key', 'access-token'], /found ACCESS-TOKEN, API-KEY: .* belongs to another way to sign in/],
    [['username', 'password', 'api-key'], /API-KEY belongs to another way to sign in/],
    [['username', 'password', 'id-token-audience'], /ID-TOKEN-AUDIENCE belongs to another way to sign in/],
    [['client-certificate'], /CLIENT-KEY: is required/],
  ] as const)('refuses %j', (names, words) => {
    expect(() => choose(...names)).toThrowError(words);
  });
});
