import { describe, expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';

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

describe('an input of the component', () => {
  const values = (env: Readonly<Record<string, string>>) => readInputs(env).values;

  it('is what no variable says', () => {
    expect(
      values({
        CHANGE_GATE_INPUT_WINDOW_POLICY: 'enforce',
        CHANGE_GATE_INPUT_CHANGE_TYPE: 'normal',
        CHANGE_GATE_CHANGE_TYPE: 'emergency',
        CHANGE_GATE_INPUT_USERNAME: '',
        CHANGE_GATE_USERNAME: 'ci.bot',
      }),
    ).toEqual({ 'window-policy': 'enforce', 'change-type': 'emergency', username: 'ci.bot' });
  });

  it.each(['STAGE', 'IMAGE', 'CLOSE_STAGE', 'IF'])(
    'of which GitLab makes the jobs is no variable: %s',
    (name) => {
      expect(() => values({ [`CHANGE_GATE_${name}`]: 'x' })).toThrowError(
        `CHANGE_GATE_${name}: is an input of the component alone`,
      );
    },
  );

  it.each([
    ['GATE', 'manual', 'deployment-approval'],
    ['ENVIRONMENT', '', 'production'],
    ['GATE_NAME', 'qa', 'production'],
    ['OUTCOME', 'jobs', 'success'],
    ['DEPLOY_STAGES', '', 'deploy'],
  ])('says what its job is, and no variable says otherwise: %s', (name, input, variable) => {
    const given = { [`CHANGE_GATE_INPUT_${name}`]: input };
    expect(() => values({ ...given, [`CHANGE_GATE_${name}`]: variable })).toThrowError(
      `CHANGE_GATE_${name}: is an input of the component alone`,
    );
    expect(values({ ...given, [`CHANGE_GATE_${name}`]: input })).toEqual(values(given));
    // A job that somebody has written.
    expect(Object.values(values({ [`CHANGE_GATE_${name}`]: variable }))).toEqual([variable]);
  });
});

it('spells names as the variables that people set', () => {
  expect(readInputs({}).displayName('instance-url')).toBe('CHANGE_GATE_INSTANCE_URL');
});
