/** What `record` does while ServiceNow cannot be reached, and once it can again. */
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { createContext, type OperationContext } from '../context.ts';
import { type PreparedEvidence, restoreEvidence } from '../evidence/prepare-evidence.ts';
import { refuseGuardedColumns } from '../guarded-columns.ts';
import type { OperationResult } from '../result.ts';
import { forgetRecord, type KeptRecord, keepRecord, keptRecords } from './kept-records.ts';
import type { RecordPlan } from './record-plan.ts';
import { sendRecord } from './send-record.ts';

interface Unsent {
  readonly plan: RecordPlan;
  readonly evidence: PreparedEvidence | undefined;
  /** How many files were to be attached. */
  readonly files: number;
  readonly why: GateError;
}

/** Keeps the record as a file. @throws GateError why it was not sent, where it cannot be kept either */
export async function keepForLater(
  folder: string,
  { plan, evidence, files, why }: Unsent,
  context: OperationContext,
): Promise<OperationResult> {
  const { build, gate, client, clock, log, redact, displayName } = context;
  const { ci, title, buildKey, began, place, environment, commit, server } = build;
  const kept: KeptRecord = {
    version: 1,
    instance: client.instanceUrl,
    keptAt: clock.now().toISOString(),
    gate: gate.name,
    build: { ci, title, build: build.build, buildKey, began, place, environment, commit, server },
    plan,
    evidence: await evidence?.keep(),
  };
  const file = await keepRecord(folder, gate.key, kept, redact).catch((error: NodeJS.ErrnoException) => {
    throw new GateError(
      why.code,
      `${why.message} The record could not be kept in ${displayName('offline-folder')} either (${error.code ?? error.message}).`,
      { cause: why },
    );
  });
  const left = files + (evidence?.files.length ?? 0);
  const without = left === 0 ? '' : `, without the ${left} files that were to be attached`;
  log.warning(
    `ServiceNow cannot be reached, so the record of this deployment is kept in ${file}${without}. The next record with this folder sends it: keep the folder until then. ${why.message}`,
  );
  const reason = `No change yet: the record of this deployment is kept in ${file}`;
  return { change: NO_CHANGE, verdict: { decision: 'pending', reason } };
}

/**
 * Sends the records that are in the folder, each once, as each finds the change that it may have already.
 * @throws GateError where ServiceNow cannot be reached
 */
export async function sendKept(folder: string, context: OperationContext): Promise<void> {
  const { client, log, redact, displayName } = context;
  const files = await keptRecords(folder).catch((error: NodeJS.ErrnoException) => {
    throw new GateError(
      'INVALID_INPUT',
      `${displayName('offline-folder')}: ${folder} cannot be read (${error.code ?? error.message}).`,
    );
  });
  for (const kept of files) {
    const { file, record } = kept;
    if (record === undefined) {
      log.warning(`${file} is not understood, and is left there: record it by hand, or take it away.`);
      continue;
    }
    if (record.instance !== client.instanceUrl) {
      log.warning(`${file} is for ${record.instance}, and is left there.`);
      continue;
    }
    const own = createContext({
      ...context,
      build: { ...record.build, callback: false, target: () => ({}) },
      gateName: record.gate,
      isRecord: true,
    });
    try {
      refuseGuardedColumns(record.plan.fields, false, displayName);
      const evidence = record.evidence && (await restoreEvidence(record.evidence, record.keptAt, own));
      const { change } = await sendRecord(
        { plan: record.plan, evidence, attachments: [], onNewer: 'keep' },
        own,
      );
      await forgetRecord(kept);
      log.info(
        `Sent the record of ${record.build.title} that was kept since ${record.keptAt}: ${change.number}.`,
      );
    } catch (error) {
      const isOurs = error instanceof GateError;
      if (isOurs && error.again) throw error;
      // A file that somebody has changed, or another version has written, must not keep the others from being sent.
      const why = isOurs ? redact(error.message) : `It is not as this version writes it (${error}).`;
      log.warning(`${file} was not recorded, and is left there. ${why}`);
    }
  }
}

/** A record that is not in ServiceNow yet has no change. */
const NO_CHANGE: Change = {
  sysId: '',
  number: '',
  type: '',
  model: null,
  state: '',
  stateLabel: '',
  active: null,
  approval: null,
  onHold: null,
  onHoldReason: '',
  conflictStatus: null,
  plannedStart: null,
  plannedEnd: null,
  workStart: null,
  workEnd: null,
  closeCode: '',
  correlationId: '',
  correlationDisplay: null,
  createdBy: '',
  createdOn: '',
};
