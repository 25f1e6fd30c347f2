/** The question about a change's evidence that `verify` and `wait` ask the Change Gate app before a build deploys. */
import * as z from 'zod/mini';
import { GateError, nullFor } from '../errors.ts';
import { type EvidenceCheck, type EvidenceQuestion, REFUSALS, SEPARATIONS } from '../evidence/contract.ts';
import { anotherRecord, isSameName } from './another-record.ts';
import type { ServiceNowClient } from './client.ts';

const answer: z.ZodMiniType<EvidenceCheck> = z.lazy(() =>
  z.object({
    change: z.string(),
    refusals: z.array(z.object({ code: z.enum(REFUSALS), reason: z.string().check(z.minLength(1)) })),
    warnings: z.array(z.string()),
    why: z.string(),
    separation: z.enum(SEPARATIONS),
    overridden: z.boolean(),
  }),
);

/**
 * Asks whether what is about to be deployed is what the change was approved for. The app notes each answer once, so the same
 * question may be sent again.
 * @returns `null` where the instance has no such API: the app is not installed there, or is older
 * @throws GateError EVIDENCE_UNREADABLE with the app's own words, UNEXPECTED_ANSWER, or any of the client's
 */
export async function checkEvidence(
  client: ServiceNowClient,
  question: EvidenceQuestion,
): Promise<EvidenceCheck | null> {
  const path = `/api/${client.appScope ?? 'x_change_gate'}/v1/evidence/checks`;
  const said = await client
    .request('POST', path, { body: question, idempotent: true })
    .then((result) => ({ result }), inOwnWords)
    .catch(nullFor('APP_NOT_INSTALLED'));
  if (said === null) return null;
  const result = answer.safeParse(said.result);
  if (!result.success) {
    throw new GateError(
      'UNEXPECTED_ANSWER',
      'The Change Gate app did not answer as this version expects, so nothing is known of the evidence; import the update set of the same version.',
      { cause: result.error },
    );
  }
  if (isSameName(result.data.change, question.change)) return result.data;
  throw anotherRecord(`the evidence of change_request ${question.change}`, result.data.change);
}

function inOwnWords(error: unknown): never {
  if (!(error instanceof GateError) || error.code !== 'REGISTRATION_REFUSED') throw error;
  throw new GateError('EVIDENCE_UNREADABLE', error.message, { cause: error });
}
