import { expect, it } from 'vitest';
import { readInputs } from './inputs.ts';

it('reads the prefixed variables that are not empty, and nothing else', () => {
  const { values } = readInputs({
    CHANGE_GATE_INSTANCE_URL: 'https://acme',
    CHANGE_GATE_CLOSE_NOTES: '',
    CHANGE_NUMBER: 'CHG0030001',
    CI_PIPELINE_ID: '1006',
  });
  expect(values).toEqual({ 'instance-url': 'https://acme' });
});

it('leaves out the blanks and line ends around a value', () => {
  const { values } = readInputs({ CHANGE_GATE_PASSWORD: ' secret\r\n', CHANGE_GATE_API_KEY: '\n' });
  expect(values).toEqual({ password: 'secret' });
});

it('spells names as the variables that people set', () => {
  expect(readInputs({}).displayName('instance-url')).toBe('CHANGE_GATE_INSTANCE_URL');
});
