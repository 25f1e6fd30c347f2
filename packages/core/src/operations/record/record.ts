/** Records a deployment that has been made, and that waited for nobody. */
import { GateError } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import { attachableFiles } from '../attachments/attachable-files.ts';
import type { OperationContext } from '../context.ts';
import { prepareEvidence } from '../evidence/prepare-evidence.ts';
import type { OperationResult } from '../result.ts';
import { keepForLater, sendKept } from './offline.ts';
import { planRecord } from './record-plan.ts';
import { sendRecord } from './send-record.ts';

/** @throws GateError as `sendRecord`; one that means that ServiceNow cannot be reached only without a folder to keep the record in */
export async function record(
  inputs: InputsOf<'record'>,
  context: OperationContext,
): Promise<OperationResult> {
  const plan = await planRecord(inputs, context);
  const attachments = await attachableFiles(inputs, context.displayName);
  const evidence = await prepareEvidence({ ...inputs, separation: 'record' }, context);
  const send = () => sendRecord({ plan, evidence, attachments, onNewer: inputs['on-newer'] }, context);
  const folder = inputs['offline-folder'];
  if (folder === undefined) return send();
  try {
    // What was deployed before this is recorded before it.
    await sendKept(folder, context);
    return await send();
  } catch (error) {
    if (!(error instanceof GateError) || !OUT_OF_REACH.includes(error.code)) throw error;
    return keepForLater(folder, { plan, evidence, files: attachments.length, why: error }, context);
  }
}

/** ServiceNow was not reached, or does not say what has become of what was sent; any other failure is an answer. */
const OUT_OF_REACH: readonly string[] = [
  'UNAVAILABLE',
  'INSTANCE_HIBERNATING',
  'RATE_LIMITED',
  'NOT_JSON',
  'PROXY_PAGE',
  'CREATE_UNANSWERED',
];
