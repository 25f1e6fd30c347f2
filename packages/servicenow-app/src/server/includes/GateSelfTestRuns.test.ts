import type { Finding } from '@change-gate/core/check';
import { beforeEach, describe, expect, it } from 'vitest';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateFinding from './GateFinding.ts';
import * as GateSelfTestRows from './GateSelfTestRows.ts';
import * as GateSelfTestRuns from './GateSelfTestRuns.ts';

const EVENT = 'self-test.event';
const MINUTE = 60;

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

/** Looks at everything, and keeps what it finds. */
function run(): (id: string) => Finding {
  const findings = GateSelfTestRuns.parts().map(GateFinding.look);
  GateSelfTestRows.keep({ ranAt: instance.time(), appVersion: '1', release: '', findings });
  return (id) => {
    const found = findings.find((one) => one.id === id);
    if (found === undefined) throw new Error(`There is no ${id}`);
    return found;
  };
}

const stored = (id: string) =>
  instance.tables.all(GateSelfTestRows.TABLE).find((row) => row.finding === id) ?? {};

/** Of a record of the app that an admin has switched off. */
const switchOff = (table: string, name: string) =>
  instance.insert(table, { name, active: '0', 'sys_scope.scope': 'x_change_gate' });

describe('an event', () => {
  it('is queued by each run, and its arrival told by the next', () => {
    expect(run()(EVENT).outcome).toBe('could-not-be-seen');
    expect(instance.events).toEqual([{ name: 'x_change_gate.self_test', sysId: '', inSeconds: 0 }]);
    const queued = instance.time();
    instance.pass(2);
    GateSelfTestRuns.noteEvent();
    const detail = `The event that was queued at ${queued} UTC arrived at ${instance.time()} UTC.`;
    expect(stored(EVENT)).toMatchObject({ outcome: 'holds', detail, remedy: '', who: '' });
    instance.pass(MINUTE);
    expect(run()(EVENT)).toMatchObject({ outcome: 'holds', detail });
    expect(instance.events).toHaveLength(2);
  });

  it('that arrives before its run has ended is told by that run', () => {
    run();
    instance.pass(MINUTE);
    GateSelfTestRuns.noteEvent();
    run();
    GateSelfTestRuns.noteEvent();
    GateSelfTestRows.write(EVENT, { outcome: 'could-not-be-seen' });
    GateSelfTestRuns.settleEvent();
    expect(stored(EVENT).outcome).toBe('holds');
  });

  it('that is under way is waited for, and that has not arrived after two minutes does not', () => {
    run();
    instance.pass(2 * MINUTE);
    expect(run()(EVENT).outcome).toBe('could-not-be-seen');
    expect(instance.events).toHaveLength(1);
    const asked = stored(EVENT).asked;
    instance.pass(1);
    expect(run()(EVENT)).toMatchObject({
      outcome: 'does-not-hold',
      detail: expect.stringContaining(`queued at ${asked} UTC has not arrived`),
      who: 'ServiceNow admin',
    });
    // Another one is queued: when any arrives, they arrive again.
    expect(instance.events).toHaveLength(2);
    GateSelfTestRuns.noteEvent();
    expect(stored(EVENT).outcome).toBe('does-not-hold');
    expect(run()(EVENT).outcome).toBe('holds');
  });

  it('that arrived long ago says nothing of today', () => {
    run();
    GateSelfTestRuns.noteEvent();
    instance.pass(60 * MINUTE);
    expect(run()(EVENT).outcome).toBe('could-not-be-seen');
    expect(instance.events).toHaveLength(2);
  });

  it('is not queued where its script action is switched off', () => {
    switchOff('sysevent_script_action', 'Change Gate: self-test');
    expect(run()(EVENT)).toMatchObject({
      outcome: 'could-not-be-seen',
      detail: expect.stringContaining('switched off'),
    });
    expect(instance.events).toEqual([]);
  });
});

describe.each([
  ['deliver', 'self-test.job.deliver', 5, 'Change Gate: deliver what is due'],
  ['buildEnd', 'self-test.job.build-end', 20, 'Change Gate: look for builds that are over'],
  ['retention', 'self-test.job.retention', 180, 'Change Gate: clear out registrations'],
] as const)('the job %s', (job, id, minutes, name) => {
  it('holds for as long as its last end is not too long ago', () => {
    GateSelfTestRuns.ended(job);
    const at = instance.time();
    instance.pass(minutes * MINUTE);
    expect(run()(id)).toMatchObject({ outcome: 'holds', detail: `Its last run ended at ${at} UTC.` });
    instance.pass(1);
    expect(run()(id)).toMatchObject({
      outcome: 'does-not-hold',
      detail: expect.stringContaining(`since ${at} UTC`),
    });
    GateSelfTestRuns.ended(job);
    expect(run()(id).outcome).toBe('holds');
  });

  it('that has never ended is waited for as long, from the first run of the self-test on', () => {
    expect(run()(id)).toMatchObject({
      outcome: 'could-not-be-seen',
      remedy: `Run the self-test again in ${minutes} minutes.`,
    });
    const since = instance.time();
    instance.pass(minutes * MINUTE);
    expect(run()(id).outcome).toBe('could-not-be-seen');
    instance.pass(1);
    expect(run()(id)).toMatchObject({
      outcome: 'does-not-hold',
      detail: expect.stringContaining(`since ${since} UTC`),
    });
  });

  it('that is switched off does not hold, whenever it ended last', () => {
    GateSelfTestRuns.ended(job);
    switchOff('sysauto_script', name);
    expect(run()(id)).toMatchObject({
      outcome: 'does-not-hold',
      detail: expect.stringMatching(/^It is switched off/),
      remedy: 'Switch it on under System Definition > Scheduled Jobs.',
    });
  });
});
