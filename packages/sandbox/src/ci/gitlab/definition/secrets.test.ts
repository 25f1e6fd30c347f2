import { expect, it } from 'vitest';
import { readSecrets } from './secrets.ts';

it.each([
  ['a/b/password@ops', { engine: 'ops', path: 'a/b', field: 'password' }],
  ['a/password', { engine: 'kv-v2', path: 'a', field: 'password' }],
])('reads where a secret is in a vault: %s', (vault, place) => {
  expect(readSecrets({ PASSWORD: { vault, token: '$TOKEN' } }, 'deploy')).toEqual({
    PASSWORD: { ...place, token: '$TOKEN', file: true },
  });
});

it.each([
  { azure_key_vault: { name: 'password' }, token: '$TOKEN' },
  { vault: { engine: { name: 'kv-v1', path: 'ops' }, path: 'a', field: 'password' }, token: '$TOKEN' },
  { vault: 'a/password' },
])('refuses what it does not implement: %j', (secret) => {
  expect(() => readSecrets({ PASSWORD: secret }, 'deploy')).toThrowError(/secrets: PASSWORD.*deploy/);
});
