/** What a check asks once, however many of its sections want the answer. */
import type { CheckQuestion } from '../../check/contract.ts';
import type { Clock } from '../../clock.ts';
import { GateError } from '../../errors.ts';
import type { PreparedOperation } from '../../execute.ts';
import type { HttpRequest } from '../../http/http.ts';
import type { InputsOf } from '../../inputs.ts';
import { askApp } from '../../servicenow/checks.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { readOwnDictionary } from '../../servicenow/dictionary-overrides.ts';
import { callbackCredential, isCalledByApp } from '../callback.ts';
import { askedPlan } from './asked-plan.ts';
import type { AppTime, Asked, CheckContext, FirstAnswer } from './section.ts';

/** @returns the context's functions that ask: each asks when it is called first, and gives everybody that answer */
export function questions({ inputs, context, http }: PreparedOperation): Questions {
  const { client, clock, displayName } = context;
  const asked = inputs as InputsOf<'check'>;
  const firstAnswer = async (): Promise<FirstAnswer> => {
    const request: HttpRequest = {
      method: 'GET',
      url: new URL('/api/now/table/change_request?sysparm_limit=1&sysparm_fields=sys_id', client.instanceUrl)
        .href,
      headers: { accept: 'application/json' },
    };
    const { answer: response, ...times } = await timed(clock, http(request));
    return { request, response, ...times };
  };
  const signInError = once(async () => {
    const error = await trySignIn(client);
    // A token that is handed over may be good for one request only, and open sends more.
    return error === undefined && asked['access-token'] !== undefined ? trySignIn(client) : error;
  });
  const app = once(async () => {
    // Whoever is refused may be locked out after a few more attempts.
    const error = await signInError();
    if (error !== undefined) throw error;
    return timed(clock, askApp(client, questionOf(asked, context)));
  });
  return {
    firstAnswer: once(firstAnswer),
    app: async () => (await app()).answer,
    async appTime(): Promise<AppTime> {
      const { answer, ...asked } = await app();
      return { time: Date.parse(`${answer.instance.time.replace(' ', 'T')}Z`), ...asked };
    },
    signInError,
    plan: once(() => askedPlan({ inputs: asked, clock, displayName })),
    dictionary: onceForEach((table) => readOwnDictionary(client, table)),
  };
}

type Questions = Pick<
  CheckContext,
  'firstAnswer' | 'app' | 'appTime' | 'signInError' | 'plan' | 'dictionary'
>;

async function timed<Answer>(
  clock: Clock,
  asking: Promise<Answer>,
): Promise<Asked & { readonly answer: Answer }> {
  const sentAt = clock.now();
  return { sentAt, answer: await asking, receivedAt: clock.now() };
}

/** A table that every integration user of Change Gate reads. Whoever is refused it has signed in all the same. */
async function trySignIn(client: ServiceNowClient): Promise<GateError | undefined> {
  const query = { sysparm_fields: 'sys_id', sysparm_limit: '1' };
  try {
    const rows = await client.request('GET', '/api/now/table/change_request', { query });
    // Whoever answers anything to everybody has looked at no credentials.
    if (Array.isArray(rows)) return undefined;
    return new GateError(
      'UNEXPECTED_ANSWER',
      'The instance did not answer with a list of changes, so whether it accepts the credentials is not known. Check the instance URL, and the proxies that lead there.',
    );
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return error.code === 'FORBIDDEN' ? undefined : error;
  }
}

/** Asks about the CI where the app is to call it back, and a credential is given that it would do so with. */
function questionOf(
  inputs: InputsOf<'check'>,
  { build, gate, displayName }: PreparedOperation['context'],
): CheckQuestion {
  if (!isCalledByApp(build)) return {};
  try {
    const credential = callbackCredential(inputs, displayName);
    return { gate: { ci: build.ci, server: build.server, target: build.target(gate.name), credential } };
  } catch (error) {
    // The section of the gate says so.
    if (error instanceof GateError) return {};
    throw error;
  }
}

function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

function onceForEach<Answer>(ask: (of: string) => Promise<Answer>): (of: string) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>();
  return (of) => {
    const answer = asked.get(of) ?? ask(of);
    asked.set(of, answer);
    return answer;
  };
}
