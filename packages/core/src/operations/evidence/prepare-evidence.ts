/** The evidence as the operations use it: what reads reports and history is loaded only by a step that has any. */
import type { StreamPosition } from '../../evidence/contract.ts';
import type { ChangeEvidence } from '../../evidence/parts.ts';
import type { InputsOf } from '../../inputs.ts';
import type { AttachableFile } from '../../servicenow/attachable-file.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import type { OpenedChange } from '../open/find-or-create.ts';
import { type EvidenceInputs, evidenceAlone, givenInputs } from './evidence-inputs.ts';
import type { EvidencePlan } from './plan-evidence.ts';
import type { RecordedEvidence, ToldBase } from './record-evidence.ts';

export interface PreparedEvidence {
  readonly position: StreamPosition;
  /** The reports, to be attached. */
  readonly files: readonly AttachableFile[];
  /** @param told `undefined` where nothing was registered @throws GateError as `recordEvidence` */
  record(opened: OpenedChange, told: ToldBase | undefined): Promise<RecordedEvidence>;
  /** What can be kept of it as JSON, with what changed as far as that is known without ServiceNow. */
  keep(): Promise<KeptEvidence>;
  /** Does what `on-newer` asks for with the older changes that the recording told of. */
  settleOlder(recorded: RecordedEvidence, rule: InputsOf<'open'>['on-newer'], newer: Change): Promise<void>;
}

/**
 * Reads what the step gives, before anything is created.
 * @returns `undefined` where there is nothing to record: the build tells no source, and the step gives nothing
 * @throws GateError INVALID_INPUT, EVIDENCE_INCOMPLETE
 */
export async function prepareEvidence(
  inputs: EvidenceInputs,
  context: OperationContext,
): Promise<PreparedEvidence | undefined> {
  if (context.build.source === undefined && givenInputs(inputs).length === 0) return undefined;
  const { planEvidence, ...functions } = await import('./on-demand.ts');
  return prepared(await planEvidence(inputs, context), functions, context);
}

/** What is left of the evidence where it is kept until it can be sent: its files are not. */
export interface KeptEvidence {
  readonly plan: EvidencePlan;
  readonly changed: ChangeEvidence;
}

/** @param keptAt when it was kept, ISO 8601 */
export async function restoreEvidence(
  { plan, changed }: KeptEvidence,
  keptAt: string,
  context: OperationContext,
): Promise<PreparedEvidence> {
  const gaps = [
    ...changed.gaps,
    `This was recorded at ${keptAt}, and sent later, as ServiceNow could not be reached.`,
  ];
  const functions = await import('./on-demand.ts');
  return prepared({ ...plan, changed: { ...changed, gaps } }, functions, context);
}

type Functions = Pick<typeof import('./on-demand.ts'), 'recordEvidence' | 'settleOlder' | 'changedSince'>;

function prepared(
  plan: EvidencePlan,
  { recordEvidence, settleOlder, changedSince }: Functions,
  context: OperationContext,
): PreparedEvidence {
  return {
    position: plan.position,
    files: plan.reports.files,
    record: (opened, told) => recordEvidence(opened, plan, told, context),
    keep: async () => ({
      plan: { ...plan, inputs: evidenceAlone(plan.inputs), reports: { ...plan.reports, files: [] } },
      changed: plan.changed ?? (await changedSince(undefined, plan, context)),
    }),
    settleOlder: ({ answer }, rule, newer) => settleOlder(answer?.older ?? [], rule, newer, context),
  };
}
