import { expect, it } from 'vitest';
import { idTokenOf } from './id-token.ts';
import { readVariables } from './variables.ts';

it('is the token of the job, and no input', () => {
  const env = { CHANGE_GATE_ID_TOKEN: ' a.b.c\n', CHANGE_GATE_INPUT_ID_TOKEN_AUDIENCE: 'change-gate' };
  expect(idTokenOf(env)).toBe('a.b.c');
  expect(readVariables(env).values).toEqual({ 'id-token-audience': 'change-gate' });
});

it('says who gives the job one where it has none', () => {
  expect(() => idTokenOf({ CHANGE_GATE_ID_TOKEN: ' ' })).toThrowError(
    /^CHANGE_GATE_ID_TOKEN is empty.*Whoever maintains the pipeline/,
  );
});
