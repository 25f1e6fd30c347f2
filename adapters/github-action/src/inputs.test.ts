import { describe, expect, it } from 'vitest';
import { ownInputs, readInputs } from './inputs.ts';

describe('readInputs', () => {
  it('reads what the runner sets, and nothing else', () => {
    const { values } = readInputs({ 'INPUT_INSTANCE-URL': 'https://acme', INPUT_DATA: '{}', PATH: '/bin' });
    expect(values).toEqual({ 'instance-url': 'https://acme', data: '{}' });
  });

  it.each(['', ' \n'])('takes %j as unset', (value) => {
    expect(readInputs({ 'INPUT_CLOSE-NOTES': value }).values).toEqual({});
  });

  it('drops the line end that comes with a pasted secret', () => {
    expect(readInputs({ INPUT_PASSWORD: 's3cret\n' }).values).toEqual({ password: 's3cret' });
  });

  it('spells names as action.yml does', () => {
    expect(readInputs({}).displayName('instance-url')).toBe('instance-url');
  });
});

describe('ownInputs', () => {
  it.each([
    ['environment', 'Produktion für Köln', true],
    ['environment', 'prod"', false],
    ['workflow', 'deploy.yml', true],
    ['workflow', '.github/workflows/deploy.yml', false],
    ['event-type', 'x'.repeat(101), false],
    ['run-id', '0042', false],
  ] as const)('%s %j: %s', (name, value, admitted) => {
    expect(ownInputs[name].schema.safeParse(value).success).toBe(admitted);
  });
});
