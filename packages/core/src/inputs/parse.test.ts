import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { RawInputs } from '../adapter.ts';
import type { InputDeclarations, Operation } from './declaration.ts';
import { parseInputs, parseOperation } from './parse.ts';

const CONNECTION = { 'instance-url': 'https://acme.service-now.com/', username: 'ci', password: 'secret' };

function source(values: RawInputs) {
  return { values, displayName: (name: string) => name.toUpperCase() };
}

function parse(operation: Operation, values: RawInputs) {
  return parseInputs(operation, source(values), {}).then((parsed) => parsed.inputs);
}

describe('parseInputs', () => {
  it('fills in defaults and keeps the origin of the instance URL', async () => {
    const inputs = await parse('open', { ...CONNECTION, operation: 'open', 'callback-token': 't0ken' });
    expect(inputs).toMatchObject({
      'instance-url': 'https://acme.service-now.com',
      submit: true,
      'conflict-policy': 'ignore',
    });
  });

  it('warns of an input that there is not where the source is lenient, but not of one that decides', async () => {
    const values = {
      ...CONNECTION,
      operation: 'open',
      'callback-token': 't0ken',
      colour: 'red',
      operatio: 'x',
    };
    const lenient = { ...source(values), isLenient: true };
    const { warnings } = await parseInputs('open', lenient, {});
    expect(warnings).toEqual([
      'COLOUR: no such input, and ignored.',
      'OPERATIO: no such input, and ignored; did you mean OPERATION?',
    ]);
    await expect(parseInputs('open', source(values), {})).rejects.toThrow('COLOUR: no such input');
    for (const [misspelt, meant] of [
      ['conflict-polcy', 'CONFLICT-POLICY'],
      ['strikt', 'STRICT'],
      ['conflict-chek', 'CONFLICT-CHECK'],
      ['cr-close-cod', 'CLOSE-CODE'],
      ['outcom', 'OUTCOME'],
    ] as const) {
      const decisive = { ...lenient, values: { ...values, [misspelt]: 'x' } };
      await expect(parseInputs('open', decisive, {})).rejects.toThrow(`did you mean ${meant}?`);
    }
    for (const name of ['policy', 'cr-policy', 'conflict', 'window']) {
      const decisive = { ...lenient, values: { ...values, [name]: 'reject' } };
      await expect(parseInputs('open', decisive, {})).rejects.toThrow(`${name.toUpperCase()}: no such input`);
    }
  });

  it('says of any input that it holds a reference to a variable', async () => {
    for (const name of ['conflict-policy', 'strict', 'change-sys-id', 'deadline-minutes']) {
      const raw = { ...CONNECTION, operation: 'open', 'callback-token': 't0ken', [name]: '${{X}}' };
      await expect(parse('open', raw)).rejects.toThrow(
        `${name.toUpperCase()}: holds a reference to a variable`,
      );
    }
  });

  it('gives an operation only the inputs that it reads', async () => {
    const inputs = await parse('close', { ...CONNECTION, operation: 'close', submit: 'false' });
    expect(inputs).not.toHaveProperty('submit');
  });

  it('reports every problem at once, in the spelling of the CI', async () => {
    const raw = {
      operation: 'open',
      'instance-url': 'acme',
      username: 'ci',
      password: 'x',
      data: '[1]',
      colour: 'red',
    };
    await expect(parse('open', raw)).rejects.toThrowError(
      /COLOUR: no such input.*INSTANCE-URL: must be a URL.*DATA: must be a JSON object/,
    );
  });

  it('suggests the name that was probably meant', async () => {
    await expect(
      parse('open', { ...CONNECTION, operation: 'open', 'callback-tokn': 'x' }),
    ).rejects.toThrowError(/CALLBACK-TOKN: no such input; did you mean CALLBACK-TOKEN\?/);
  });

  it("parses the adapter's own inputs beside its own", async () => {
    const ownInputs = {
      colour: { schema: z.enum(['red', 'blue']), description: '', operations: ['open'] },
      shade: { schema: z.optional(z.string()), description: '', operations: ['close'] },
    } as const satisfies InputDeclarations;
    const values = { ...CONNECTION, operation: 'open', colour: 'red', shade: 'dark' };
    expect((await parseInputs('open', source(values), ownInputs)).own).toEqual({ colour: 'red' });
    await expect(parseInputs('open', source({ ...values, colour: 'green' }), ownInputs)).rejects.toThrowError(
      /COLOUR: .*red/,
    );
  });

  it.each([
    ['a list of states', { 'proceed-states': '-2, -1' }, { 'proceed-states': ['-2', '-1'] }],
    ['minutes', { 'deadline-minutes': '90' }, { 'deadline-minutes': 90 }],
    ['submit', { submit: 'false' }, { submit: false }],
    ['fields of any type', { data: '{"risk":3,"x":null}' }, { data: { risk: 3, x: null } }],
  ])('reads %s', async (_what, raw, expected) => {
    const values = { ...CONNECTION, operation: 'open', 'callback-token': 't0ken', ...raw };
    await expect(parse('open', values)).resolves.toMatchObject(expected);
  });

  it.each([
    ['http://acme.service-now.com', /INSTANCE-URL: must begin with https:\/\//],
    ['http://127.evil.example', /INSTANCE-URL: must begin with https:\/\//],
    ['http://localhost.evil.example', /INSTANCE-URL: must begin with https:\/\//],
    ['ftp://acme.service-now.com', /INSTANCE-URL: must be a URL like https:\/\/acme\.service-now\.com\.$/],
  ])('does not send a password to %s', async (url, words) => {
    await expect(
      parse('status', { ...CONNECTION, operation: 'status', 'instance-url': url }),
    ).rejects.toThrowError(words);
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1:1', 'http://127.8.8.8', 'http://[::1]:8080'])(
    'takes %s, which no network carries',
    async (url) => {
      await expect(
        parse('status', { ...CONNECTION, operation: 'status', 'instance-url': url }),
      ).resolves.toMatchObject({
        'instance-url': url,
      });
    },
  );

  it.each([
    ['api-key', 'key\n'],
    ['access-token', 'a b'],
  ])('names %s when no header can carry it', async (name, value) => {
    const failure = await parse('status', { 'instance-url': 'https://acme', [name]: value }).catch(
      (error) => error,
    );
    expect(failure.message).toContain(`${name.toUpperCase()}: must be one line of printable characters`);
  });

  it('says what is broken in JSON', async () => {
    const values = { ...CONNECTION, operation: 'open', 'callback-token': 't0ken', data: '{"a": }' };
    await expect(parse('open', values)).rejects.toThrowError(
      /DATA: is not JSON: expected a value at line 1, column 7/,
    );
  });
});

describe('parseOperation', () => {
  it('refuses an operation that does not exist, and lists those that do', async () => {
    await expect(parseOperation(source({ operation: 'createCR' }))).rejects.toThrowError(
      /OPERATION: .*open.*verify.*close/,
    );
  });

  it('says that it is required', async () => {
    await expect(parseOperation(source({}))).rejects.toThrowError(/OPERATION: is required/);
  });
});
