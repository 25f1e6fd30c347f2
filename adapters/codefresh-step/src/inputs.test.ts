import { describe, expect, it } from 'vitest';
import { ownInputs, readInputs } from './inputs.ts';

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

  it.each(['CONFLICT_POLICY', 'CR_CONFLICT_POLICY', 'WINDOW_POLICY', 'PROCEED_STATES', 'STRICT'])(
    'leaves to core, which refuses it, what would be stricter if it held something: %s',
    (name) => {
      for (const nothing of ['', '${{MISSPELT}}'])
        expect(Object.values(readInputs({ [`CHANGE_GATE_${name}`]: nothing }).values)).toContain(nothing);
    },
  );

  it.each(['PASSWORD', 'CALLBACK_TOKEN', 'USERNAME', 'SN_USER', 'SN_PASSWORD', 'TOKEN'])(
    'leaves a credential that is not filled in to core, which refuses it: %s',
    (name) => {
      expect(Object.values(readInputs({ [`CHANGE_GATE_${name}`]: '${{X}}' }).values)).toContain('${{X}}');
    },
  );

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

describe('LOG_LEVEL', () => {
  it.each(['warn', 'DEBUG', 'Error', 'WARNING', 'fatal', 'notset', 'info'])('may be %s', (level) => {
    const { values, warnings } = readInputs({ CHANGE_GATE_LOG_LEVEL: level });
    expect([values, warnings]).toEqual([{ 'log-level': level }, []]);
    expect(ownInputs['log-level'].schema.safeParse(level).success).toBe(true);
  });

  it.each([
    [{ SN_USER: 'u' }, []],
    [{ SN_USER: 'u', CR_ACTION: 'closeCR' }, []],
    [{ SN_USER: 'u', STRICT: 'true' }, ['verbose']],
    [{ SN_USER: 'u', OPERATION: 'verify' }, ['verbose']],
    [{ USERNAME: 'u' }, ['verbose']],
  ])('that is none is left to core beside %j: %j', (others, left) => {
    const env = { ...others, LOG_LEVEL: 'verbose' };
    const { values, warnings } = readInputs(
      Object.fromEntries(Object.entries(env).map(([name, value]) => [`CHANGE_GATE_${name}`, value])),
    );
    expect(Object.entries(values).flatMap(([name, value]) => (name === 'log-level' ? [value] : []))).toEqual(
      left,
    );
    expect(warnings).toHaveLength(1 - left.length);
    expect(ownInputs['log-level'].schema.safeParse('verbose').success).toBe(false);
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
    expect(
      read({ CR_ACTION: 'closeCR', CR_DATA: '{"close_code": "unsuccessful"}' }).values,
    ).not.toHaveProperty('close-code');
  });

  it('adds nothing where none of them is set', () => {
    expect(read({ DATA: '{}', DEBUG: 'true' }).values).toEqual({ data: '{}' });
  });

  it('is lenient with its names and actions, unless STRICT is true', () => {
    expect(read({ SN_USER: 'u', CR_ACTION: 'createCR' }).isLenient).toBe(true);
    expect(read({ TOKEN: 't' }).isLenient).toBe(true);
    for (const given of [
      { SN_USER: 'u', STRICT: 'true' },
      { SN_USER: 'u', OPERATION: 'open' },
      { USERNAME: 'u' },
    ])
      expect(read(given).isLenient).toBe(false);
  });

  it('spells a name that there is not as it is written', () => {
    expect(read({ SN_USER: 'u', title: 'T', Cr_Thing: 'x' }).displayName('title')).toBe('title');
    expect(read({ SN_USER: 'u', title: 'T', Cr_Thing: 'x' }).displayName('cr-thing')).toBe('Cr_Thing');
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
      { CR_CONFLICT_POLICY: 'reject', cr_conflict_policy: 'ignore' },
      'CR_CONFLICT_POLICY: is given twice, in upper and in lower case',
    ],
    [
      { CR_ACTION: 'createCR', OPERATION: 'verify' },
      'CR_ACTION and OPERATION are the same argument and differ',
    ],
  ])('refuses %j', (given, problem) => {
    expect(() => read(given)).toThrow(problem);
  });
});
