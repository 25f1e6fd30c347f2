import { describe, expect, it } from 'vitest';
import type { RawInputs } from './adapter.ts';
import { parseInputs, parseOperation } from './inputs.ts';

const CONNECTION = { 'instance-url': 'https://acme.service-now.com/', username: 'ci', password: 'secret' };

function source(values: RawInputs) {
  return { values, spell: (name: string) => name.toUpperCase() };
}

describe('parseInputs', () => {
  it('fills in defaults and keeps the origin of the instance URL', () => {
    const inputs = parseInputs(
      'open',
      source({ ...CONNECTION, operation: 'open', 'callback-token': 't0ken' }),
    );
    expect(inputs).toMatchObject({
      'instance-url': 'https://acme.service-now.com',
      data: {},
      submit: true,
      'gate-name': 'change',
      'proceed-states': ['-1'],
      'conflict-policy': 'ignore',
    });
  });

  it('gives an operation only the inputs that it reads', () => {
    const inputs = parseInputs('close', source({ ...CONNECTION, operation: 'close', data: '{"a":1}' }));
    expect(inputs).not.toHaveProperty('data');
  });

  it('reports every problem at once, in the spelling of the CI', () => {
    const raw = {
      operation: 'open',
      'instance-url': 'acme',
      username: 'ci',
      password: 'x',
      data: '[1]',
      colour: 'red',
    };
    expect(() => parseInputs('open', source(raw))).toThrowError(
      /COLOUR: no such input.*INSTANCE-URL: must be a URL.*DATA: must be a JSON object.*CALLBACK-TOKEN: is required/,
    );
  });

  it.each([
    ['a list of states', { 'proceed-states': '-2, -1' }, { 'proceed-states': ['-2', '-1'] }],
    ['minutes', { 'deadline-minutes': '90' }, { 'deadline-minutes': 90 }],
    ['submit', { submit: 'false' }, { submit: false }],
    ['fields of any type', { data: '{"risk":3,"x":[null]}' }, { data: { risk: 3, x: [null] } }],
  ])('reads %s', (_what, raw, expected) => {
    const values = { ...CONNECTION, operation: 'open', 'callback-token': 't0ken', ...raw };
    expect(parseInputs('open', source(values))).toMatchObject(expected);
  });

  it('says what is broken in JSON', () => {
    const values = { ...CONNECTION, operation: 'open', 'callback-token': 't0ken', data: '{"a": }' };
    expect(() => parseInputs('open', source(values))).toThrowError(/DATA: is not JSON: Unexpected token/);
  });
});

describe('parseOperation', () => {
  it('refuses an operation that does not exist, and lists those that do', () => {
    expect(() => parseOperation(source({ operation: 'createCR' }))).toThrowError(
      /OPERATION: .*open.*verify.*close/,
    );
  });

  it('says that it is required', () => {
    expect(() => parseOperation(source({}))).toThrowError(/OPERATION: is required/);
  });
});
