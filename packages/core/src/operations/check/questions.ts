/** What a check asks once, however many of its sections want the answer. */
import type { CheckAnswer, CheckQuestion } from '../../check/contract.ts';
import { GateError } from '../../errors.ts';
import type { PreparedOperation } from '../../execute.ts';
import type { HttpRequest } from '../../http/http.ts';
import type { InputsOf } from '../../inputs.ts';
import { askApp } from '../../servicenow/checks.ts';
import { callbackCredential } from '../callback.ts';
import type { CheckContext, FirstAnswer } from './section.ts';

/** @returns the context's functions that ask: each asks when it is called first, and gives everybody that answer */
export function questions({
  inputs,
  context,
  http,
}: PreparedOperation): Pick<CheckContext, 'firstAnswer' | 'app'> {
  const { client, clock } = context;
  const firstAnswer = async (): Promise<FirstAnswer> => {
    const request: HttpRequest = {
      method: 'GET',
      url: new URL('/api/now/table/change_request?sysparm_limit=1&sysparm_fields=sys_id', client.instanceUrl)
        .href,
      headers: { accept: 'application/json' },
    };
    const sentAt = clock.now();
    const response = await http(request);
    return { request, response, sentAt, receivedAt: clock.now() };
  };
  const app = (): Promise<CheckAnswer> => askApp(client, questionOf(inputs as InputsOf<'check'>, context));
  return { firstAnswer: once(firstAnswer), app: once(app) };
}

/** Asks about the CI where ServiceNow's app is to call it back, and a credential is given that it would do so with. */
function questionOf(
  inputs: InputsOf<'check'>,
  { build, gate, displayName }: PreparedOperation['context'],
): CheckQuestion {
  if (!build.callback || build.register !== undefined) return {};
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
