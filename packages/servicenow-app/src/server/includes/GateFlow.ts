/** Connects registrations with Flow Designer: subflow *Await change decision*, action *Call back pipeline*. */
import * as GateEvaluation from './GateEvaluation.ts';
import * as GatePlatform from './GatePlatform.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';

/** Starts the subflow for a registration, in background and as the system: it waits as long as the change does. */
export function start(sysId: string): void {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId)) return;
  try {
    const result = sn_fd.FlowAPI.getRunner()
      .subflow('x_change_gate.await_change_decision')
      .inBackground()
      .withInputs({ registration: sysId, change: changeOf(row) })
      .run();
    row.setValue('flow_context', result.getContextId());
  } catch (error) {
    // An update set brings flows as drafts. Nobody waits in vain: the rules decide in its place.
    gs.error(
      `Change Gate could not start the subflow "Await change decision"; is it published? ${GatePlatform.isFault(error) ? GatePlatform.fault(error) : error}`,
    );
    row.setValue('decided_by', 'rules');
  }
  if (row.update() === null) gs.error(`Change Gate could not store who decides for registration ${sysId}`);
}

/** Makes a registration due by the decision of a flow: the script of action *Call back pipeline*. */
export function callBack(sysId: string, decision: string, clause: string): void {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (sysId === '' || !row.get('sys_id', sysId)) {
    throw new Error(`Call back pipeline: there is no gate registration ${sysId}`);
  }
  if (decision !== 'approved' && decision !== 'denied') {
    throw new Error(`Call back pipeline: the decision is approved or denied, not ${decision}`);
  }
  GateEvaluation.makeDue(row, decision, clause);
}

function changeOf(row: GlideRecord): GlideRecord {
  const change = new GlideRecord('change_request');
  if (!change.get('sys_id', row.getValue('change') ?? '')) throw new Error('its change is not there');
  return change;
}
