import { Action, actionStep, wfa } from '@servicenow/sdk/automation';
import { StringColumn } from '@servicenow/sdk/core';

/** Tells the build of a registration to go on or to stop; delivery, retries and notes are the app's. */
export const callBackPipeline = Action(
  {
    $id: Now.ID['flow-action-call-back'],
    name: 'Call back pipeline',
    internalName: 'call_back_pipeline',
    description: 'Tells the build that waits for a change to go on (approved) or to stop (denied).',
    access: 'public',
    inputs: {
      registration: StringColumn({
        label: 'Gate registration',
        mandatory: true,
        maxLength: 32,
        hint: 'sys_id',
      }),
      decision: StringColumn({
        label: 'Decision',
        mandatory: true,
        maxLength: 20,
        hint: 'approved or denied',
      }),
      reason: StringColumn({
        label: 'Reason',
        mandatory: true,
        maxLength: 500,
        hint: 'What follows the change number: was rejected',
      }),
    },
    outputs: {},
  },
  (params) => {
    wfa.actionStep(
      actionStep.script,
      { $id: Now.ID['flow-action-call-back-script'], label: 'Call back' },
      {
        required_run_time: 'instance',
        script: Now.include('../../../dist/server/scripts/flow-call-back.js'),
        inputVariables: {
          registration: { label: 'registration', value: wfa.dataPill(params.inputs.registration, 'string') },
          decision: { label: 'decision', value: wfa.dataPill(params.inputs.decision, 'string') },
          reason: { label: 'reason', value: wfa.dataPill(params.inputs.reason, 'string') },
        },
      },
    );
  },
);
