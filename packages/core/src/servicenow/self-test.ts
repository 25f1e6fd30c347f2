/** The self-test of the Change Gate app, which an admin of the app may run. */
import type { SelfTestAnswer } from '../check/contract.ts';
import { GateError } from '../errors.ts';
import { appPath } from './app-path.ts';
import { selfTestAnswer } from './checks.ts';
import type { ServiceNowClient } from './client.ts';

/** Runs it. @throws GateError FORBIDDEN without the app's role for admins; UNEXPECTED_ANSWER, or any other of the client's */
export async function runSelfTest(client: ServiceNowClient): Promise<SelfTestAnswer> {
  const result = selfTestAnswer.safeParse(await client.request('GET', appPath(client, 'self_test')));
  if (result.success) return result.data;
  throw new GateError(
    'UNEXPECTED_ANSWER',
    'The self-test of the Change Gate app did not answer as this version expects; import the update set of the same version.',
    { cause: result.error },
  );
}
