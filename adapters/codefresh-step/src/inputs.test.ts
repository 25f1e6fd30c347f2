import { describe, expect, it } from 'vitest';
import { readInputs } from './inputs.ts';

describe('readInputs', () => {
  it('reads the prefixed variables and nothing else', () => {
    const { values } = readInputs({
      CHANGE_GATE_INSTANCE_URL: 'https://acme',
      DATA: 'not ours',
      PATH: '/bin',
    });
    expect(values).toEqual({ 'instance-url': 'https://acme' });
  });

  it.each(['', '${{CLOSE_NOTES}}'])('takes %j as unset', (value) => {
    expect(readInputs({ CHANGE_GATE_CLOSE_NOTES: value }).values).toEqual({});
  });

  it('keeps a value that merely mentions a variable', () => {
    const { values } = readInputs({ CHANGE_GATE_CLOSE_NOTES: 'by ${{CF_BUILD_ID}}' });
    expect(values).toEqual({ 'close-notes': 'by ${{CF_BUILD_ID}}' });
  });

  it('spells names as step.yaml does', () => {
    expect(readInputs({}).spell('instance-url')).toBe('INSTANCE_URL');
  });
});
