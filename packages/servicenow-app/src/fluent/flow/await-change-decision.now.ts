import { action, Subflow, wfa } from '@servicenow/sdk/automation';
import { ReferenceColumn, StringColumn } from '@servicenow/sdk/core';
import { callBackPipeline } from './call-back-pipeline.now.ts';

/**
 * Waits until a change is decided, and has its build told: a starting point for lifecycles of one's own. The
 * deadline, and a change that is deleted, stay with the app's rules.
 */
export const awaitChangeDecision = Subflow(
  {
    $id: Now.ID['flow-await-change-decision'],
    name: 'Await change decision',
    internalName: 'await_change_decision',
    description: 'Waits until a change request is decided, and has the waiting build told.',
    runAs: 'system',
    access: 'public',
    inputs: {
      registration: StringColumn({
        label: 'Gate registration',
        mandatory: true,
        maxLength: 32,
        hint: 'sys_id',
      }),
      change: ReferenceColumn({
        label: 'Change request',
        mandatory: true,
        referenceTable: 'change_request',
      }),
    },
    outputs: {},
  },
  (params) => {
    const change = wfa.action(
      action.core.lookUpRecord,
      { $id: Now.ID['flow-look-up-change'], annotation: 'The change request' },
      {
        table: 'change_request',
        conditions: `sys_id=${wfa.dataPill(params.inputs.change, 'reference')}`,
      },
    );

    // A wait looks only when the change is written: one that is decided already would be waited for in vain.
    wfa.flowLogic.if(
      {
        $id: Now.ID['flow-if-undecided'],
        label: 'Not decided yet',
        condition: `${wfa.dataPill(change.Record.state, 'string')}NOT IN-1,0,3,4^${wfa.dataPill(change.Record.approval, 'string')}!=rejected`,
      },
      () => {
        wfa.action(
          action.core.waitForCondition,
          {
            $id: Now.ID['flow-wait-for-decision'],
            annotation: 'Implement, Review, Closed, Canceled or rejected',
          },
          {
            table_name: 'change_request',
            record: `${wfa.dataPill(change.Record, 'reference')}`,
            conditions: 'stateIN-1,0,3,4^ORapproval=rejected',
          },
        );
      },
    );

    wfa.flowLogic.if(
      {
        $id: Now.ID['flow-if-implement'],
        label: 'In Implement, and not rejected',
        condition: `${wfa.dataPill(change.Record.state, 'string')}=-1^${wfa.dataPill(change.Record.approval, 'string')}!=rejected`,
      },
      () => {
        wfa.action(
          callBackPipeline,
          { $id: Now.ID['flow-call-back-approved'] },
          {
            registration: wfa.dataPill(params.inputs.registration, 'string'),
            decision: 'approved',
            reason: 'is in Implement',
          },
        );
      },
    );
    wfa.flowLogic.else({ $id: Now.ID['flow-else'] }, () => {
      wfa.action(
        callBackPipeline,
        { $id: Now.ID['flow-call-back-denied'] },
        {
          registration: wfa.dataPill(params.inputs.registration, 'string'),
          decision: 'denied',
          reason: 'was rejected, canceled or is over',
        },
      );
    });
  },
);
