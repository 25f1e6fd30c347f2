/** Holds a deployment to what its change was approved for: the app compares, and this step obeys. */
import { GateError } from '../../errors.ts';
import type { EvidenceCheck, EvidenceQuestion } from '../../evidence/contract.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Change } from '../../servicenow/change.ts';
import { checkEvidence } from '../../servicenow/evidence-checks.ts';
import type { OperationContext } from '../context.ts';
import type { OperationResult } from '../result.ts';
import { APP_NOT_THERE, HAVE_APP } from './app-not-there.ts';

export type CheckInputs = Pick<InputsOf<'wait'>, 'artifact' | 'rollback' | 'separation'>;

/** What the evidence of an approved change says of its deployment. */
export interface HeldDeployment {
  /** Who or which rule decided: ` (approved by Chris Change-Manager)`; empty where nothing is known. */
  readonly why: string;
  readonly evidence: OperationResult['evidence'];
}

/**
 * Asks the app once, for a change that is approved.
 * @throws GateError with the code of the app's refusal; EVIDENCE_UNREADABLE where the step gives something to compare and nothing
 *   on the instance compares it
 */
export async function holdToEvidence(
  change: Change,
  inputs: CheckInputs,
  context: OperationContext,
): Promise<HeldDeployment> {
  const check = await checkEvidence(context.client, questionOf(change, inputs, context));
  if (check !== null) {
    obey(check, change, context);
    const why = check.why === '' ? '' : ` (${check.why})`;
    return { why, evidence: { separation: check.separation } };
  }
  const { log, displayName } = context;
  const given = [
    ...(inputs.artifact.length > 0 ? [displayName('artifact')] : []),
    ...(inputs.separation === 'deny' ? [`${displayName('separation')}: deny`] : []),
  ];
  if (given.length === 0) {
    log.info(`${change.number} is not compared with its evidence: ${APP_NOT_THERE}.`);
    return { why: '', evidence: undefined };
  }
  throw new GateError(
    'EVIDENCE_UNREADABLE',
    `${change.number} cannot be compared with its evidence, as ${given.join(' and ')} asks for: ${APP_NOT_THERE}. ` +
      HAVE_APP,
  );
}

/** @returns what this step is about to deploy, and what it asks of the evidence */
export function questionOf(
  change: Change,
  inputs: CheckInputs,
  { build, gate }: Pick<OperationContext, 'build' | 'gate'>,
): EvidenceQuestion {
  return {
    change: change.sysId,
    key: gate.key,
    build_url: build.build.url,
    repository: build.source?.repository ?? '',
    commit: build.source?.commit ?? build.commit ?? '',
    artifacts: inputs.artifact,
    rollback: inputs.rollback,
    separation: inputs.separation,
  };
}

/** Tells the log what the app warns of. @throws GateError where it refuses */
export function obey(
  { refusals, warnings }: EvidenceCheck,
  { number }: Change,
  { log, client, displayName }: Pick<OperationContext, 'log' | 'client' | 'displayName'>,
): void {
  for (const warning of warnings) log.warning(`${number} ${warning}.`);
  const [first] = refusals;
  if (first === undefined) return;
  const remedies: Readonly<Record<typeof first.code, string>> = {
    ARTIFACT_CHANGED: 'Deploy what was approved, or open a change for this.',
    COMMIT_NOT_APPROVED: 'Deploy the commit of the change, or open a change for this one.',
    OUTDATED: `Deploy with a new build. To go back to this one on purpose, give ${displayName('rollback')}: true, which is noted on the change.`,
    NOT_SEPARATE: `Somebody who has not written, merged or started it has to approve the change; whom the instance does not know, its admin enters under Change Gate > People of pipelines. Where it is not known what changed, as at the first deployment, open a change with ${displayName('since')}, the commit that was deployed last.`,
    EVIDENCE_UNREADABLE: `Open a new change, or ask the instance's admin what has become of the evidence of this one.`,
    NO_EMERGENCY: `Have the change approved. Whether an emergency may be deployed before, the instance's admin says: by the role ${client.appScope ?? 'x_change_gate'}.emergency of the integration user.`,
  };
  const codes = [...new Set(refusals.map(({ code }) => code))];
  const said = refusals.map(({ reason }) => `${number} ${reason}.`);
  throw new GateError(first.code, [...said, ...codes.map((code) => remedies[code])].join(' '));
}
