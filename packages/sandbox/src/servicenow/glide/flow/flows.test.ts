import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { devOps } from '../../fixtures/dev-ops.ts';
import { acmeApp } from '../fixtures/acme-app.ts';
import { acmeFlow, SUBFLOW } from '../fixtures/acme-flow.ts';
import { AcmeInstance } from '../fixtures/acme-instance.ts';
import { updateSetXml } from '../fixtures/update-set-xml.ts';

const START = `var change = new GlideRecord('change_request');
change.get('number', '%s');
var runner = sn_fd.FlowAPI.getRunner().subflow('${SUBFLOW}').inBackground();
gs.info('context ' + runner.withInputs({ parcel: 'p1', change: change }).run().getContextId().length);`;

let acme: AcmeInstance;
beforeEach(() => {
  acme = new AcmeInstance();
  acme.cluster.install(updateSetXml([...acmeApp(), ...acmeFlow()]));
});
afterEach(() => acme.close());

function publish(): void {
  acme.cluster.publish('Handle parcel');
  acme.cluster.publish(SUBFLOW);
}

function change(): { number: string; sysId: string } {
  const change = { type: 'standard', short_description: 'x', assignment_group: devOps(acme) };
  const row = acme.database.insert('change_request', change, 'admin');
  acme.database.update('change_request', row.sys_id ?? '', { state: '-2' }, 'admin');
  return { number: row.number ?? '', sysId: row.sys_id ?? '' };
}

async function start(number: string): Promise<readonly string[]> {
  const errors = await acme.cluster.runScript('x_acme', START.replace('%s', number));
  await acme.cluster.idle();
  return errors;
}

const states = () => acme.database.query('sys_flow_context').map(({ state }) => state);

it('what an update set brings is a draft, whatever it was before; what it does not bring stays published', async () => {
  publish();
  const { number } = change();
  acme.cluster.install(updateSetXml(acmeApp()));
  expect(await start(number)).toEqual([]);
  acme.cluster.install(updateSetXml([...acmeApp(), ...acmeFlow()]));
  const [error] = await start(number);
  expect(error).toContain(`The subflow ${SUBFLOW} is not published`);
});

describe('a published subflow', () => {
  it('looks up, waits until the record is as it should be, and runs the branch of the If', async () => {
    publish();
    const { number, sysId } = change();
    expect(await start(number)).toEqual([]);
    expect(states()).toEqual(['WAITING']);
    acme.database.update('change_request', sysId, { short_description: 'y' }, 'admin');
    await acme.cluster.idle();
    expect(states()).toEqual(['WAITING']);

    acme.database.update('change_request', sysId, { state: '-1' }, 'admin');
    await acme.cluster.idle();
    expect(states()).toEqual(['COMPLETE']);
    expect(acme.log).toContain('info: ship p1');
    expect(acme.log).not.toContain('info: return p1');
  });

  it('runs the Else where the condition is not met', async () => {
    publish();
    const { number, sysId } = change();
    await start(number);
    acme.database.update('change_request', sysId, { state: '4' }, 'admin');
    await acme.cluster.idle();
    expect(acme.log).toContain('info: return p1');
  });

  it('looks at the record only when it is written: one that is there already is waited for', async () => {
    publish();
    const { number, sysId } = change();
    acme.database.update('change_request', sysId, { state: '-1' }, 'admin');
    await start(number);
    expect(states()).toEqual(['WAITING']);
  });

  it('goes on when the record is deleted', async () => {
    publish();
    const { number, sysId } = change();
    await start(number);
    acme.database.delete('change_request', sysId, 'admin');
    await acme.cluster.idle();
    expect(acme.log).toContain('info: return p1');
  });

  it('ends in error, with the reason, when a script throws', async () => {
    const value = 'throw new Error("no van");';
    acme.cluster.install(updateSetXml([...acmeApp(), ...acmeFlow({ 82: { value } })]));
    publish();
    const { number, sysId } = change();
    await start(number);
    acme.database.update('change_request', sysId, { state: '-1' }, 'admin');
    await acme.cluster.idle();
    expect(acme.database.query('sys_flow_context')).toMatchObject([
      { state: 'ERROR', error_message: expect.stringContaining('no van') },
    ]);
  });
});

describe('a draft', () => {
  it('does not run', async () => {
    const [error] = await start(change().number);
    expect(error).toContain(`The subflow ${SUBFLOW} is not published`);
  });

  it('inside a subflow keeps it from being published', () => {
    expect(() => acme.cluster.publish(SUBFLOW)).toThrow('uses the action "Handle parcel", which is a draft');
    expect(() => acme.cluster.publish('x_acme.none')).toThrow('There is no subflow or action x_acme.none');
  });
});

describe('what the sandbox does not run is refused by name at import', () => {
  it.each([
    ['an action of another application', { 76: { action_type: 'f'.repeat(32) } }, 'the action ffff'],
    ['flow logic', { 77: { logic_definition: 'e'.repeat(32) } }, 'the flow logic eeee'],
    ['a step of an action', { 81: { step_type: 'd'.repeat(32) } }, 'does not implement the step "Handle"'],
    ['a flow with a trigger', { 70: { type: 'flow' } }, 'no flows with a trigger'],
  ])('%s', (_what, overrides, words) => {
    expect(() => acme.cluster.install(updateSetXml([...acmeApp(), ...acmeFlow(overrides)]))).toThrow(words);
  });
});
