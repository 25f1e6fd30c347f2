/** Properties that hold for any text that a person or an attacker writes into an input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawInputs } from './adapter.ts';
import { GateError } from './errors.ts';
import { OPERATIONS } from './inputs/declaration.ts';
import { parseInputs, parseOperation } from './inputs/parse.ts';
import { INPUTS, type InputName } from './inputs.ts';
import { run } from './run.ts';
import { Secrets } from './secrets.ts';
import { anyOf, equals } from './servicenow/encoded-query.ts';

const NAMES = Object.keys(INPUTS) as InputName[];

/** What breaks parsers and queries, and anything else. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '^ORsys_idISNOTEMPTY',
    'javascript:gs.getUserID()',
    '{"a":{"__proto__":{"x":1}}}',
    '{"a": [[[[',
    'a: &a [*a, *a]',
    '\u0000',
    '${{secrets.X}}',
    '../../etc/passwd',
    '-5',
    'true',
    '2026-02-31T00:00:00Z',
    '+99999d',
    '%00%0a',
    '\ud800\ud800\ud800\ud800',
  ),
);

const inputs = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), hostile, {
  noNullPrototype: true,
});

const source = (values: RawInputs) => ({ values, displayName: (name: string) => name });

describe('hostile inputs', () => {
  it('are parsed, or refused with INVALID_INPUT', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, fc.constantFrom(...OPERATIONS), async (values, operation) => {
        const parsed = await parseInputs(operation, source(values), {}).catch((error: unknown) => error);
        if (parsed instanceof Error) expect(parsed).toMatchObject({ code: 'INVALID_INPUT' });
        expect(Object.prototype).not.toHaveProperty('x');
      }),
      { numRuns: 500 },
    );
  });

  it('are no operation', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (operation) => {
        await expect(parseOperation(source({ operation }))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      }),
    );
  });

  it('leave no secret in what is said, whatever else is wrong', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+/=_-]{12,60}$/);
    await fc.assert(
      fc.asyncProperty(
        secret,
        inputs,
        fc.constantFrom(...OPERATIONS),
        async (password, values, operation) => {
          const said: string[] = [];
          const say = (line: string) => said.push(line);
          const exitCode = await run({
            env: {},
            readInputs: () => source({ ...values, operation, password, 'close-notes': `by ${password}` }),
            ownInputs: {},
            readContext: () => {
              throw new GateError('INVALID_INPUT', `no build here; ${password}`);
            },
            createOutputs: () => ({
              mask() {},
              info: say,
              warning: say,
              error: say,
              set() {},
              async report() {},
            }),
            http: async () => ({ status: 500, headers: {}, body: password }),
          });
          expect(exitCode).toBe(1);
          expect(said.join('\n')).not.toContain(password);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are taken out of any text in the forms in which they travel', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, before, after) => {
        const secrets = new Secrets();
        secrets.add(secret);
        const forms = [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)];
        const text = forms.map((form) => `${before}${form}${after}`).join('\n');
        for (const form of forms) expect(secrets.redact(text).replaceAll('***', '')).not.toContain(form);
      }),
    );
  });
});

describe('an encoded query', () => {
  it('holds a value as one condition, or refuses it', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        for (const build of [() => equals({ number: value }), () => anyOf(['name'], value)]) {
          try {
            const query = build();
            expect(query.split('^')).toHaveLength(1);
            expect(query).not.toMatch(/=\s*javascript:/i);
          } catch (error) {
            expect(error).toMatchObject({ code: 'INVALID_INPUT' });
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
