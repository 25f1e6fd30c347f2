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

  it('leaves out the blanks and line ends around a value', () => {
    expect(readInputs({ CHANGE_GATE_PASSWORD: ' secret\r\n', CHANGE_GATE_API_KEY: '\n' }).values).toEqual({
      password: 'secret',
    });
  });

  it('keeps a value that merely mentions a variable', () => {
    const { values } = readInputs({ CHANGE_GATE_CLOSE_NOTES: 'by ${{CF_BUILD_ID}}' });
    expect(values).toEqual({ 'close-notes': 'by ${{CF_BUILD_ID}}' });
  });

  it('spells names as step.yaml does', () => {
    expect(readInputs({}).displayName('instance-url')).toBe('INSTANCE_URL');
  });
});

describe("readInputs of the original step's arguments", () => {
  const read = (given: Record<string, string>) =>
    readInputs(
      Object.fromEntries(Object.entries(given).map(([name, value]) => [`CHANGE_GATE_${name}`, value])),
    );

  it.each([
    [
      { SN_INSTANCE: 'https://acme/', SN_USER: 'u', SN_PASSWORD: 'p', TOKEN: 't', CR_DATA: '{}' },
      {
        operation: 'open',
        'instance-url': 'https://acme/',
        username: 'u',
        password: 'p',
        'callback-token': 't',
        data: '{}',
      },
    ],
    [
      { SN_USER: 'u', data: '{}', debug: 'true' },
      { operation: 'open', username: 'u', data: '{}' },
    ],
    [
      { CR_ACTION: 'updateCR', CR_SYSID: 's' },
      { operation: 'update', 'change-sys-id': 's' },
    ],
    [
      { action: 'closeCR', CR_CLOSE_CODE: 'c', CR_CLOSE_NOTES: 'n', LOG_LEVEL: 'error' },
      { operation: 'close', 'close-code': 'c', 'close-notes': 'n', 'log-level': 'error' },
    ],
    [
      { STD_CR_TEMPLATE: 'T', CR_CONFLICT_POLICY: 'wait', namespace: '409723' },
      { operation: 'open', 'standard-template': 'T', 'conflict-policy': 'wait', 'sn-namespace': '409723' },
    ],
    [
      { OPERATION: 'verify', SN_USER: 'u' },
      { operation: 'verify', username: 'u' },
    ],
    [
      { SN_USER: 'same', USERNAME: 'same' },
      { operation: 'open', username: 'same' },
    ],
  ])('takes %j for inputs', (given, values) => {
    expect(read(given).values).toEqual(values);
  });

  it('closes as successful only where nothing was to say how it ended', () => {
    expect(read({ CR_ACTION: 'closeCR' }).values).toEqual({ operation: 'close', 'close-code': 'successful' });
    for (const name of ['CR_CLOSE_CODE', 'CLOSE_CODE', 'OUTCOME']) {
      for (const nothing of ['', '${{MISSPELT}}']) {
        expect(read({ CR_ACTION: 'closeCR', [name]: nothing }).values).toEqual({ operation: 'close' });
      }
    }
  });

  it('adds nothing where none of them is set', () => {
    expect(read({ DATA: '{}', DEBUG: 'true' }).values).toEqual({ data: '{}' });
  });

  it('spells names as the user does', () => {
    expect(read({ SN_USER: 'u' }).displayName('callback-token')).toBe('TOKEN');
    expect(read({ SN_USER: 'u' }).displayName('gate-name')).toBe('GATE_NAME');
    expect(read({ USERNAME: 'u' }).displayName('callback-token')).toBe('CALLBACK_TOKEN');
  });

  it.each([
    [
      { CR_ACTION: 'reopenCR' },
      'CR_ACTION: there is no action "reopenCR". There are createCR, updateCR, closeCR',
    ],
    [{ CR_ACTION: 'toString' }, 'there is no action "toString"'],
    [{ TOKEN: 'a', CALLBACK_TOKEN: 'b' }, 'are the same argument and differ'],
    [
      { CR_ACTION: 'createCR', OPERATION: 'verify' },
      'CR_ACTION and OPERATION are the same argument and differ',
    ],
  ])('refuses %j', (given, problem) => {
    expect(() => read(given)).toThrow(problem);
  });
});
