import { describe, expect, it } from 'vitest';
import { ownInputs, readInputs } from './inputs.ts';

describe('readInputs', () => {
  it('reads what the runner sets, and nothing else', () => {
    const { values } = readInputs({ 'INPUT_INSTANCE-URL': 'https://acme', INPUT_DATA: '{}', PATH: '/bin' });
    expect(values).toEqual({ 'instance-url': 'https://acme', data: '{}' });
  });

  it('reads no variable that the runner does not set so, as an earlier step may have', () => {
    const env = {
      'INPUT_CHANGE-NUMBER': '',
      'INPUT_WOR\u212aFLOW': 'other.yml',
      'INPUT_change-number': 'CHG0030001',
      Input_OUTCOME: 'success',
    };
    expect(readInputs(env).values).toEqual({});
  });

  it("tells that a variable of the job's may be what it takes for an input", () => {
    const { displayName } = readInputs({ INPUT_VERSION: '2.4' });
    expect(displayName('version')).toBe(
      `version (under "with", or the job's variable INPUT_VERSION, which then needs another name)`,
    );
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

describe('a variable CHANGE_GATE_*', () => {
  const URL = 'CHANGE_GATE_INSTANCE_URL';

  it('is the input that the step leaves out, or empty', () => {
    const env = { [URL]: ' https://acme\n', CHANGE_GATE_CLIENT_SECRET: 's3cret', 'INPUT_INSTANCE-URL': '' };
    const { values, displayName } = readInputs(env);
    expect(values).toEqual({ 'instance-url': 'https://acme', 'client-secret': 's3cret' });
    expect(displayName('instance-url')).toBe(URL);
    expect(displayName('client-id')).toBe('client-id');
  });

  it('gives way to the input of the step', () => {
    const { values, displayName } = readInputs({
      [URL]: 'https://other',
      'INPUT_INSTANCE-URL': 'https://acme',
    });
    expect(values).toEqual({ 'instance-url': 'https://acme' });
    expect(displayName('instance-url')).toBe('instance-url');
  });

  it.each(['', ' \n'])('that holds %j is none', (value) => {
    expect(readInputs({ [URL]: value }).values).toEqual({});
  });

  it.each([
    ['verify', 'WINDOW_POLICY', 'window-policy'],
    ['close', 'OUTCOME', 'outcome'],
    ['open', 'CALLBACK_TOKEN', 'callback-token'],
    ['open', 'GATE', 'gate'],
  ])('that %s would have to believe is refused: %s', (operation, variable, name) => {
    const env = { INPUT_OPERATION: operation, [`CHANGE_GATE_${variable}`]: 'any' };
    const words = new RegExp(`^CHANGE_GATE_${variable}: is read from no variable.*this step ${name} under`);
    expect(() => readInputs(env)).toThrowError(words);
    const given = readInputs({ ...env, [`INPUT_${name.toUpperCase()}`]: 'its own' });
    expect(given.values[name]).toBe('its own');
  });

  it('of an input that the operation does not read is left alone', () => {
    expect(readInputs({ INPUT_OPERATION: 'close', CHANGE_GATE_WINDOW_POLICY: 'enforce' }).values).toEqual({
      operation: 'close',
    });
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
    ['sha', 'c0ffee00'.repeat(5), true],
    ['sha', 'c0ffee00'.repeat(8), true],
    ['sha', 'c0ffee0', false],
    ['sha', 'main', false],
  ] as const)('%s %j: %s', (name, value, admitted) => {
    expect(ownInputs[name].schema.safeParse(value).success).toBe(admitted);
  });
});
