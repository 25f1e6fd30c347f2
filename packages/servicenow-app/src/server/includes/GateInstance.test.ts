import { beforeEach, expect, it } from 'vitest';
import { listServer, openChange, REGISTRATION, registrationOf } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateInstance from './GateInstance.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

it('is named by its name, and by its URL only where it has none', () => {
  instance.properties.set('glide.servlet.uri', 'https://globex.service-now.com/');
  expect(GateInstance.name()).toBe('globex');
  instance.properties.delete('instance_name');
  expect(GateInstance.name()).toBe('https://globex.service-now.com/');
  instance.properties.clear();
  expect(GateInstance.name()).toBe('');
});

it.each([
  ['globex-prod', 'globex-prod'],
  ['', '(none)'],
])('expires a registration of instance %j, and tells nobody', (other, named) => {
  const change = openChange(instance);
  const own = registrationOf(instance, change, listServer(instance));
  const others = registrationOf(instance, change, listServer(instance), { instance: other });
  for (const sysId of [own, others, '0'.repeat(32)]) GateInstance.expire(sysId);
  expect(instance.row(REGISTRATION, own).status).toBe('waiting');
  expect(instance.row(REGISTRATION, others)).toMatchObject({
    status: 'expired',
    reason: `Registered on instance ${named}, and this is globex: a clone tells builds nothing. Where the instance was renamed, answer the build in the CI by hand.`,
    token: '',
  });
  expect(GateInstance.isOf(instance.record(REGISTRATION, own))).toBe(true);
  expect(GateInstance.isOf(instance.record(REGISTRATION, others))).toBe(false);
  expect([instance.sent, instance.notes(change)]).toEqual([[], []]);
});
