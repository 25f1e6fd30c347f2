/** What an export of the global scope brings, as a client of the instance meets it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { clientOf } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';
import { genuineForms } from '../fixtures/genuine-forms.ts';

let instance: ServiceNowInstance;
beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
});
afterEach(() => instance.close());

it('an export of the global scope is taken as it is, and its scripts run', async () => {
  const { database } = instance;
  database.insert('sys_properties', { name: 'parcels.old', value: '1' }, 'admin');
  const installed = instance.importUpdateSet(genuineForms());
  expect(installed).toMatchObject({ scope: 'global', name: 'Global' });
  const files = new Set(installed.ignored.map(({ table }) => table));
  expect([...files].sort()).toEqual(['sys_app_file', 'sys_es_latest_script']);

  const call = clientOf(instance.url, 'admin');
  const path = '/api/409723/parcels/callback';
  expect((await call('POST', path, { build: '7' })).json).toEqual({ result: { build: 'build 7' } });
  expect(await call('POST', path, {})).toMatchObject({
    status: 404,
    json: { result: { status: 'Error', message: 'Missing build' } },
  });

  const parcels = database.table('u_parcel');
  expect(parcels?.label).toBe('Old parcel');
  expect(parcels?.columns.get('u_number')).toMatchObject({ unique: true, maxLength: 40 });
  expect(parcels?.columns.get('u_kind')).toMatchObject({
    label: 'Kind of parcel',
    choices: [{ value: 'box' }, { value: 'bag' }],
  });
  expect(database.property('parcels.limit')).toBe('5');
  expect(database.find('sys_properties', 'name', 'parcels.old')).toBeUndefined();
  const [role] = database.query('sys_security_acl_role', `sys_id=${'0'.repeat(31)}c`);
  expect(role?.sys_user_role).toBe(database.find('sys_user_role', 'name', 'itil')?.sys_id);

  const assignment_group = database.find('sys_user_group', 'name', 'DevOps')?.sys_id ?? '';
  const { number = '' } = database.insert('change_request', { type: 'standard', assignment_group }, 'admin');
  instance.move(number, 'Scheduled');
  instance.move(number, 'Implement');
  await instance.idle();
  expect(instance.cluster.log.map(({ message }) => message)).toEqual([`on its way: ${number}`]);
});

it('an export that needs what the sandbox lacks is refused with its name', () => {
  const rule = `<record_update table="sys_script"><sys_script action="INSERT_OR_UPDATE"><active>true</active><collection>problem</collection><name>Lost</name><when>async</when></sys_script></record_update>`;
  expect(() => instance.importUpdateSet(genuineForms([{ name: 'sys_script_x', payload: rule }]))).toThrow(
    '"Lost" on problem: the sandbox does not have this table',
  );
  expect(instance.database.table('u_parcel')).toBeUndefined();
});
