/** Records the evidence of a change, before anybody is asked to approve it. */
import { GateError } from '../../errors.ts';
import type { EvidenceAnswer, StreamBase } from '../../evidence/contract.ts';
import { whatChanged } from '../../evidence/history/what-changed.ts';
import type { ChangeEvidence } from '../../evidence/parts.ts';
import { readStreamBase, sendEvidence } from '../../servicenow/evidence.ts';
import type { OperationContext } from '../context.ts';
import type { OpenedChange } from '../open/find-or-create.ts';
import type { OperationResult } from '../result.ts';
import { APP_NOT_THERE, HAVE_APP } from './app-not-there.ts';
import { type AssembledEvidence, assemble } from './assemble.ts';
import { leaveAsText } from './leave-as-text.ts';
import { type EvidencePlan, incomplete, requires } from './plan-evidence.ts';

/** What the registration's answer told of the stream; `undefined` of one that told nothing: an app that is older, or none. */
export interface ToldBase {
  readonly base: StreamBase | null | undefined;
}

export interface RecordedEvidence {
  readonly outputs: OperationResult['evidence'];
  /** `null` where no row holds it. */
  readonly answer: EvidenceAnswer | null;
}

/**
 * Records what the change is about to deploy, with what changed since the base.
 * @param told `undefined` where nothing was registered, and the base is still to be asked for
 * @throws GateError EVIDENCE_INCOMPLETE; where the instance does not answer; and where it refuses or the app is missing, though
 * the step cannot do without
 */
export async function recordEvidence(
  opened: OpenedChange,
  plan: EvidencePlan,
  told: ToldBase | undefined,
  context: OperationContext,
): Promise<RecordedEvidence> {
  const { position } = plan;
  // Where what changed is known, nothing is compared with the base any more.
  const { base } =
    told ?? (plan.changed ? { base: null } : { base: await readStreamBase(context.client, position.stream) });
  const changed = plan.changed ?? (await changedSince(base, plan, context));
  if (requires(plan.inputs, 'changes') && changed.changes.status !== 'known') {
    throw incomplete(
      ['what changed is not known', ...changed.gaps.map((gap) => gap.replace(/\.$/, ''))],
      context.displayName,
    );
  }
  const assembled = assemble(opened.change, plan, changed, context);
  const outputs = {
    evidence: assembled.summary,
    ...(changed.rollbackTo !== undefined && { 'rollback-to': context.redact(changed.rollbackTo) }),
  };
  const answer = await keep(opened, assembled, plan, base !== undefined, context);
  return { outputs, answer };
}

/** What changed since the base. */
export function changedSince(
  base: StreamBase | null | undefined,
  { source, inputs }: EvidencePlan,
  { build, redact, log }: OperationContext,
): Promise<ChangeEvidence> {
  const question = {
    source,
    build,
    base,
    redact,
    artifacts: inputs.artifacts,
    since: inputs.since,
    workItemPattern: inputs['work-item-pattern'],
  };
  return whatChanged(question, log);
}

/** @param isThere whether the app has shown that it knows of evidence */
async function keep(
  opened: OpenedChange,
  { record, summary }: AssembledEvidence,
  plan: EvidencePlan,
  isThere: boolean,
  context: OperationContext,
): Promise<EvidenceAnswer | null> {
  const { client, log } = context;
  const { number } = opened.change;
  let why = `${APP_NOT_THERE}, or does not let this user record it. ${HAVE_APP}`;
  let answer: EvidenceAnswer | null = null;
  if (isThere) {
    try {
      answer = await sendEvidence(client, record);
    } catch (error) {
      if (!(error instanceof GateError) || error.again || isIndispensable(plan)) {
        throw withWhat(error, number);
      }
      why = error.message;
    }
  }
  if (answer !== null) {
    log.info(`Recorded the evidence of ${number}: ${summary}.`);
    warnOfUnknownAuthors(record, context);
    if (!answer.counts) {
      log.warning(
        `${number} is past being asked for: this evidence is kept beside what its approval is about, and changes nothing of that.`,
      );
    }
    return answer;
  }
  if (plan.inputs.separation === 'deny') {
    throw new GateError(
      'APP_NOT_INSTALLED',
      `${context.displayName('separation')} is deny, which nothing on the instance would hold anybody to: ${why} Without it, leave ${context.displayName('separation')} out.`,
    );
  }
  if (!plan.isGiven) {
    log.info(`What ${number} deploys is not recorded: ${why}`);
    return null;
  }
  log.warning(`The evidence of ${number} is left as text, which no policy decides by: ${why}`);
  await leaveAsText(opened, record, context);
  return null;
}

/** What `verify` would refuse hours later, once people have approved it. */
function warnOfUnknownAuthors(
  { change, separation, changes }: AssembledEvidence['record'],
  { log, displayName }: OperationContext,
): void {
  if (separation !== 'deny' || changes.status === 'known') return;
  log.warning(
    `What changed is not known, and so not who wrote it: with ${displayName('separation')}: deny, ${change.number} may not be deployed, unless a rule alone approves it. ` +
      `At the first deployment of a stream, give ${displayName('since')}, the commit that was deployed last, and a checkout that holds it.`,
  );
}

/** Whether a change without its evidence must not be asked about. */
function isIndispensable({ inputs }: EvidencePlan): boolean {
  return inputs['require-evidence'].length > 0 || inputs.separation === 'deny';
}

function withWhat(error: unknown, number: string): unknown {
  if (!(error instanceof GateError)) return error;
  return new GateError(error.code, `The evidence of ${number} was not recorded. ${error.message}`, {
    cause: error,
  });
}
