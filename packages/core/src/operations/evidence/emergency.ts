/** An emergency change that is deployed before its approval, where an admin of ServiceNow allows that to this user. */
import { GateError, invalidInput } from '../../errors.ts';
import type { EvidenceQuestion } from '../../evidence/contract.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Change } from '../../servicenow/change.ts';
import { checkEvidence } from '../../servicenow/evidence-checks.ts';
import type { OperationContext } from '../context.ts';
import { type OperationResult, verdictSentence } from '../result.ts';
import { APP_NOT_THERE } from './app-not-there.ts';
import { obey, questionOf } from './hold-to-evidence.ts';

export type Emergency = NonNullable<EvidenceQuestion['emergency']>;

/** @returns the emergency that the inputs tell of; `undefined` for none. @throws GateError INVALID_INPUT */
export function emergencyOf(
  { 'emergency-reason': reason, incident }: Pick<InputsOf<'verify'>, 'emergency-reason' | 'incident'>,
  { displayName }: Pick<OperationContext, 'displayName'>,
): Emergency | undefined {
  const [of, with_] = [displayName('emergency-reason'), displayName('incident')];
  if (reason === undefined && incident === undefined) return undefined;
  if (reason === undefined) throw invalidInput([`${of}: is required with ${with_}`]);
  if (incident === undefined) throw invalidInput([`${with_}: is required with ${of}`]);
  if (reason.length > 1000) throw invalidInput([`${of}: must be at most 1000 characters`]);
  if (/^[A-Z]{1,20}\d{1,20}$/.test(incident)) return { reason, incident };
  throw invalidInput([`${with_}: must be the number of an incident, like INC0010001`]);
}

/**
 * Asks the app to let an emergency pass that is not decided yet. What is denied stays so.
 * @throws GateError NO_EMERGENCY, or what forbids the deployment of an approved change too
 */
export async function passEmergency(
  { change, verdict }: { readonly change: Change } & Pick<OperationResult, 'verdict'>,
  emergency: Emergency,
  inputs: InputsOf<'verify'>,
  context: OperationContext,
): Promise<OperationResult> {
  if (verdict.decision !== 'pending') return { change, verdict };
  const question = { ...questionOf(change, inputs, context), emergency };
  const check = await checkEvidence(context.client, question);
  if (check === null) {
    throw new GateError(
      'NO_EMERGENCY',
      `${verdictSentence({ change, verdict })}, and nothing can let it pass as an emergency: ${APP_NOT_THERE}. Have the change approved.`,
    );
  }
  obey(check, change, context);
  const evidence = { separation: check.separation };
  if (!check.overridden) return { change, verdict, evidence };
  const reason = `${verdict.reason}, and is deployed before its approval as the emergency ${emergency.incident}: ${emergency.reason}`;
  const overridden = { decision: 'overridden', reason } as const;
  context.log.warning(
    `${verdictSentence({ change, verdict: overridden })}. It is noted on the change, and a review task is open.`,
  );
  return { change, verdict: overridden, evidence };
}
