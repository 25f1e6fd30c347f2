import { expect, it } from 'vitest';
import type { BuildContext } from '../../adapter.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { gate } from './gate.ts';
import type { CheckContext } from './section.ts';

const TOKEN = 'callback-t0ken';

interface Given {
  readonly callback?: boolean;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly checkGate?: BuildContext['checkGate'] | undefined;
  /** Of another app, which calls the build back. */
  readonly register?: BuildContext['register'];
}

const SAFE: BuildContext['checkGate'] = async () => [];

function look({ callback = true, inputs = { 'callback-token': TOKEN }, ...given }: Given) {
  const { checkGate, register } = { checkGate: SAFE, register: undefined, ...given };
  const context = {
    build: { callback, checkGate, register },
    inputs,
    gate: { name: 'qa' },
    log: { info() {}, warning() {} },
    displayName: (name: string) => name.toUpperCase(),
  } as unknown as CheckContext;
  return gate.look(context, []);
}

const fails =
  (code: GateErrorCode): BuildContext['checkGate'] =>
  async () => {
    throw new GateError(code, 'The gate is open.', { remedy: 'Close it.' });
  };

it('holds where the CI sees that the gate stops the build, and nothing against the token', async () => {
  const asked: unknown[] = [];
  const checkGate: BuildContext['checkGate'] = async (of) => {
    asked.push(of);
    return [];
  };
  expect(await look({ checkGate })).toMatchObject([
    { id: 'gate.credential', outcome: 'holds' },
    { id: 'gate.token', outcome: 'holds' },
    { id: 'gate.stops', outcome: 'holds', detail: 'Nothing goes on behind the gate qa by itself.' },
  ]);
  expect(asked).toEqual([{ name: 'qa', callbackToken: TOKEN }]);
});

it('asks for no credential where ServiceNow calls nobody back', async () => {
  expect(await look({ callback: false, inputs: {} })).toMatchObject([{ id: 'gate.stops', outcome: 'holds' }]);
});

it('says where the credential is kept, and nothing of a token', async () => {
  expect(await look({ inputs: { 'callback-alias': 'github_app' } })).toMatchObject([
    { id: 'gate.credential', detail: 'It is kept in ServiceNow, as github_app.' },
    { id: 'gate.stops' },
  ]);
});

it('breaks without a credential, and looks at the gate all the same', async () => {
  expect(await look({ inputs: {} })).toMatchObject([
    {
      id: 'gate.credential',
      outcome: 'does-not-hold',
      breaks: true,
      detail: "The step's inputs are not usable. CALLBACK-TOKEN: is required, unless CALLBACK-ALIAS is set.",
      remedy: 'Put that right, and check again.',
    },
    { id: 'gate.stops', outcome: 'holds' },
  ]);
});

it.each<GateErrorCode>(['GATE_UNSAFE', 'GATE_NAME_TAKEN', 'INVALID_INPUT'])('breaks by %s', async (code) => {
  expect(await look({ checkGate: fails(code) })).toMatchObject([
    { id: 'gate.credential' },
    {
      id: 'gate.stops',
      outcome: 'does-not-hold',
      breaks: true,
      detail: 'The gate is open.',
      remedy: 'Close it.',
      who: 'pipeline author',
    },
  ]);
});

it('breaks by a token that ServiceNow can do nothing with, and knows nothing of the gate', async () => {
  expect(await look({ checkGate: fails('CALLBACK_TOKEN_UNUSABLE') })).toMatchObject([
    { id: 'gate.credential', outcome: 'holds' },
    { id: 'gate.token', outcome: 'does-not-hold', breaks: true },
    { id: 'gate.stops', outcome: 'could-not-be-seen' },
  ]);
});

it.each<[string, Given]>([
  ['the CI does not answer', { checkGate: fails('UNAVAILABLE'), inputs: { 'callback-alias': 'x' } }],
  ['nobody can look', { checkGate: undefined, inputs: { 'callback-alias': 'x' } }],
])('could not be seen where %s', async (_what, given) => {
  expect(await look(given)).toMatchObject([
    { id: 'gate.credential', outcome: 'holds' },
    { id: 'gate.stops', outcome: 'could-not-be-seen', breaks: false },
  ]);
});

it('takes nothing for good that the CI does not show, and leaves warnings to people', async () => {
  const checkGate: BuildContext['checkGate'] = async (_gate, log) => {
    log.unseen('gate', 'The jobs are hidden.');
    log.unseen('token', 'Its scopes are hidden.');
    return ['Job deploy would run twice.'];
  };
  expect((await look({ checkGate })).map(({ id, outcome, detail }) => [id, outcome, detail])).toEqual([
    ['gate.credential', 'holds', 'It is a token.'],
    ['gate.stops', 'could-not-be-seen', 'The jobs are hidden.'],
    ['gate.warning-1', 'could-not-be-seen', 'Job deploy would run twice.'],
  ]);
});

it('leaves what it cannot see of the token to ServiceNow, where that is asked', async () => {
  const checkGate: BuildContext['checkGate'] = async (_gate, log) => {
    log.unseen('token', 'Its scopes are hidden.');
    return [];
  };
  const ofToken = async (given: Given) =>
    (await look({ checkGate, ...given })).filter(({ id }) => id === 'gate.token');
  expect(await ofToken({})).toEqual([]);
  expect(await ofToken({ register: async () => 'by another app' })).toMatchObject([
    { outcome: 'could-not-be-seen', detail: 'Its scopes are hidden.' },
  ]);
});
