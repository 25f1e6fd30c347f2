/** The evidence of a change in the Change Gate app's own REST API. */
import * as z from 'zod/mini';
import { GateError, nullFor } from '../errors.ts';
import type { EvidenceAnswer, EvidenceRecord, StreamBase } from '../evidence/contract.ts';
import { appPath } from './app-path.ts';
import type { ServiceNowClient } from './client.ts';

const answer: z.ZodMiniType<EvidenceAnswer> = z.lazy(() =>
  z.object({
    sys_id: z.string(),
    counts: z.boolean(),
    older: z.array(z.object({ number: z.string(), sys_id: z.string() })),
  }),
);

/** What a stream has deployed last, as each answer of the app has it. */
export const streamBase: z.ZodMiniType<StreamBase> = z.lazy(() =>
  z.object({
    change: z.string(),
    commit: z.string(),
    artifacts: z.array(z.string()),
    build_url: z.string(),
  }),
);

const baseAnswer = z.lazy(() => z.object({ base: z.nullable(streamBase) }));

/**
 * Records the evidence of a change. The same record may be sent again: it is the same row.
 * @returns `null` where the app is not installed, or is older than this version
 * @throws GateError REGISTRATION_REFUSED with the app's own words, or any of the client's
 */
export async function sendEvidence(
  client: ServiceNowClient,
  record: EvidenceRecord,
): Promise<EvidenceAnswer | null> {
  const path = appPath(client, 'evidence');
  const received = await client.request('POST', path, { body: record, idempotent: true }).catch(ABSENT);
  if (received === null) return null;
  return expected(answer.safeParse(received));
}

/**
 * What a stream has deployed last, for a gate that is not called back: the others are told when they register.
 * @returns `null` where it has deployed nothing; `undefined` where the app is not installed, is older than this version, or
 * does not let this user ask
 */
export async function readStreamBase(
  client: ServiceNowClient,
  stream: string,
): Promise<StreamBase | null | undefined> {
  const received = await client
    .request('GET', appPath(client, 'evidence'), { query: { stream } })
    .catch(nullFor('APP_NOT_INSTALLED', 'RECORD_NOT_FOUND', 'FORBIDDEN'));
  return received === null ? undefined : expected(baseAnswer.safeParse(received)).base;
}

/** A resource that the app lacks is answered as one of an app that is not there. */
const ABSENT = nullFor('APP_NOT_INSTALLED', 'RECORD_NOT_FOUND');

function expected<Answer>(result: z.core.util.SafeParseResult<Answer>): Answer {
  if (result.success) return result.data;
  throw new GateError(
    'UNEXPECTED_ANSWER',
    'The Change Gate app did not answer about the evidence as this version expects; import the update set of the same version.',
    { cause: result.error },
  );
}
