import { beforeEach, describe, expect, it } from 'vitest';
import { listServer, openChange, REGISTRATION, registrationOf } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateFlow from './GateFlow.ts';

let instance: TestInstance;
let change: string;
let sysId: string;
beforeEach(() => {
  instance = startInstance();
  change = openChange(instance);
  sysId = registrationOf(instance, change, listServer(instance), { decided_by: 'subflow' });
});

describe('the subflow', () => {
  it('is started for the registration and its change', () => {
    const started: unknown[] = [];
    instance.startSubflow = (name, { registration, change: record }) => {
      started.push(name, registration, (record as GlideRecord).getUniqueValue());
      return 'context-1';
    };
    GateFlow.start(sysId);
    GateFlow.start('0'.repeat(32));
    expect(started).toEqual(['x_change_gate.await_change_decision', sysId, change]);
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({
      decided_by: 'subflow',
      flow_context: 'context-1',
    });
    expect(instance.log).toEqual([]);
  });

  it('leaves it to the rules where it does not start, or the change is gone', () => {
    instance.startSubflow = () => {
      throw new Error('not published');
    };
    GateFlow.start(sysId);
    expect(instance.row(REGISTRATION, sysId).decided_by).toBe('rules');
    expect(instance.log).toEqual([
      [
        'error',
        'Change Gate could not start the subflow "Await change decision"; is it published? Error: not published',
      ],
    ]);
    instance.tables.delete('change_request', change);
    GateFlow.start(sysId);
    expect(instance.log[1]?.[1]).toContain('its change is not there');
  });

  it('is in the log where nobody could store who decides', () => {
    instance.tables.beforeWrite = () => false;
    GateFlow.start(sysId);
    expect(instance.log).toEqual([
      ['error', `Change Gate could not store who decides for registration ${sysId}`],
    ]);
  });
});

describe('Call back pipeline', () => {
  it.each(['approved', 'denied'])('makes the registration due: %s', (decision) => {
    GateFlow.callBack(sysId, decision, 'was decided');
    expect(instance.row(REGISTRATION, sysId)).toMatchObject({
      status: 'due',
      decision,
      reason: 'CHG0030001 was decided',
    });
  });

  it.each(['', 'pending', 'Approved', 'rejected'])('takes no other decision: %j', (decision) => {
    expect(() => GateFlow.callBack(sysId, decision, '')).toThrow(
      `Call back pipeline: the decision is approved or denied, not ${decision}`,
    );
    expect(instance.row(REGISTRATION, sysId).status).toBe('waiting');
  });

  it.each(['due', 'delivering', 'refused', 'delivered'])('changes nothing that is decided: %s', (status) => {
    const told = { status, decision: 'denied', reason: 'CHG0030001 was rejected' };
    instance.tables.update(REGISTRATION, sysId, told);
    GateFlow.callBack(sysId, 'approved', 'was decided');
    expect(instance.row(REGISTRATION, sysId)).toMatchObject(told);
  });

  it('names a registration that is not there', () => {
    instance.insert(REGISTRATION, { sys_id: '' });
    for (const none of ['', '0'.repeat(32)])
      expect(() => GateFlow.callBack(none, 'approved', '')).toThrow(`there is no gate registration ${none}`);
  });
});
