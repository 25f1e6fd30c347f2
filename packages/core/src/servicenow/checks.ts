/** The question of a check that goes to the Change Gate app: what the instance sees of a user, of the app and of a CI server. */
import * as z from 'zod/mini';
import {
  CHECK_OUTCOMES,
  type CheckAnswer,
  type CheckQuestion,
  type Finding,
  REMEDIERS,
  type SelfTestAnswer,
} from '../check/contract.ts';
import { GateError, type GateErrorCode } from '../errors.ts';
import { appPath } from './app-path.ts';
import type { ServiceNowClient } from './client.ts';

/** More than there are, and few enough for the page that a CI shows. */
const MOST_FINDINGS = 100;

/** What one part of the app finds: a line of one section of a check is none of another's. @param of what their ids begin with */
const findings = (of: string): z.ZodMiniType<readonly Finding[]> =>
  z.lazy(() =>
    z
      .array(
        z.object({
          id: z.string().check(z.regex(/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/), z.startsWith(of)),
          title: z.string().check(z.minLength(1)),
          outcome: z.enum(CHECK_OUTCOMES),
          detail: z.string().check(z.minLength(1)),
          remedy: z.optional(z.string()),
          who: z.optional(z.enum(REMEDIERS)),
        }),
      )
      .check(z.maxLength(MOST_FINDINGS)),
  );

/** What the self-test answers. */
export const selfTestAnswer: z.ZodMiniType<SelfTestAnswer> = z.lazy(() =>
  z.object({
    ranAt: z.string(),
    appVersion: z.string(),
    release: z.string(),
    findings: findings('self-test.'),
  }),
);

const answer: z.ZodMiniType<CheckAnswer> = z.lazy(() =>
  z.object({
    app: z.object({ version: z.string(), scope: z.string() }),
    instance: z.object({ release: z.string(), name: z.string(), time: z.string() }),
    user: z.object({ name: z.string(), roles: z.record(z.string(), z.boolean()) }),
    gate: findings('ci-server.'),
    selfTest: z.nullable(selfTestAnswer),
  }),
);

/**
 * Asks the app, which stores nothing of it, so the same question may be sent again.
 * @throws GateError APP_NOT_INSTALLED; APP_OUTDATED where it has no such API; FORBIDDEN without its role for pipelines;
 * REGISTRATION_REFUSED with the app's own words; UNEXPECTED_ANSWER, or any other of the client's
 */
export async function askApp(client: ServiceNowClient, question: CheckQuestion): Promise<CheckAnswer> {
  const said = await client
    .request('POST', appPath(client, 'checks'), { body: question, idempotent: true })
    .catch(async (error: unknown) => {
      if (isOf(error, 'APP_NOT_INSTALLED') && (await isAppThere(client))) throw outdated(error);
      throw error;
    });
  const result = answer.safeParse(said);
  if (result.success) return result.data;
  throw new GateError(
    'UNEXPECTED_ANSWER',
    'The Change Gate app did not answer as this version expects, so nothing is known of it; import the update set of the same version.',
    { cause: result.error },
  );
}

/** Whether the instance has the API that every version of the app has: it answers, or refuses, other than for a path of nobody's. */
export async function isAppThere(client: ServiceNowClient): Promise<boolean> {
  return client.request('GET', appPath(client, 'registrations'), { query: { key: 'check' } }).then(
    () => true,
    (error) => isOf(error, 'REGISTRATION_REFUSED', 'RECORD_NOT_FOUND', 'FORBIDDEN'),
  );
}

function isOf(error: unknown, ...codes: readonly GateErrorCode[]): boolean {
  return error instanceof GateError && codes.includes(error.code);
}

function outdated(cause: unknown): GateError {
  return new GateError(
    'APP_OUTDATED',
    'The Change Gate app on this instance is older than this step, and answers no check; its admin imports the update set of the same version.',
    { cause },
  );
}
