/** What a section of a check is given, for tests: inputs as a step gives them, parsed, and an instance. */
import type { CheckAnswer } from '../src/check/contract.ts';
import { GateError } from '../src/errors.ts';
import { parseInputs } from '../src/inputs/parse.ts';
import type { InputsOf } from '../src/inputs.ts';
import { askedPlan } from '../src/operations/check/asked-plan.ts';
import type { CheckContext } from '../src/operations/check/section.ts';
import { createContext } from '../src/operations/context.ts';
import type { ServiceNowClient } from '../src/servicenow/client.ts';
import { readOwnDictionary } from '../src/servicenow/dictionary-overrides.ts';

interface Given {
  readonly client: ServiceNowClient;
  /** Beside those that sign in. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Whether the user has each role; without it, the app does not answer. */
  readonly roles?: Readonly<Record<string, boolean>>;
  readonly isLenient?: boolean;
}

export async function checkContext({ client, inputs = {}, roles, isLenient }: Given): Promise<CheckContext> {
  const signIn = { 'instance-url': client.instanceUrl, username: 'ci.bot', password: 'secret-w0rd' };
  const source = {
    values: { operation: 'check', ...signIn, ...inputs },
    displayName: (name: string) => name,
  };
  const parsed = await parseInputs('check', source, {});
  const context = createContext({
    build: {
      ci: 'testci',
      title: 'Build 1',
      build: { id: '1', url: 'https://ci.example/1' },
      buildKey: '1',
      server: 'https://ci.example',
      target: () => ({}),
      callback: false,
    },
    gateName: 'change',
    client,
    log: { info() {}, warning() {} },
    clock: { now: () => new Date('2026-03-01T12:00:00Z'), sleep: async () => {} },
    displayName: source.displayName,
    isLenient,
    redact: (text) => text,
  });
  const app = async () => {
    if (roles === undefined) throw new GateError('APP_NOT_INSTALLED', 'The app is not there.');
    return { app: { scope: 'x_change_gate' }, user: { name: 'ci.bot', roles } } as unknown as CheckAnswer;
  };
  const unasked = () => Promise.reject(new Error('It is not asked.'));
  const asked = { ...context, inputs: parsed.inputs as InputsOf<'check'> };
  return {
    ...asked,
    plan: () => askedPlan(asked),
    dictionary: (table) => readOwnDictionary(client, table),
    app,
    firstAnswer: unasked,
    appTime: unasked,
    signInError: unasked,
  };
}
