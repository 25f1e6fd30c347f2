import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
  await call('POST', '/api/now/table/change_request', {});
});
afterEach(() => instance.close());

it.each(['', 'v1/', 'v2/'])('has the same APIs below /api/now/%s', async (version) => {
  expect((await call('GET', `/api/now/${version}table/change_request`)).json.result).toHaveLength(1);
  expect((await call('GET', `/api/now/${version}attachment`)).status).toBe(200);
});

it('keeps change tasks and affected configuration items in tables too', async () => {
  const [change] = (await call('GET', '/api/now/table/change_request')).json.result;
  const [ci] = (await call('GET', '/api/now/table/cmdb_ci')).json.result;
  const affected = await call('POST', '/api/now/table/task_ci', { task: change.sys_id, ci_item: ci.sys_id });
  expect(affected.status).toBe(201);
  const task = await call('POST', '/api/now/table/change_task', { change_request: change.sys_id });
  expect(task.json.result).toMatchObject({ number: 'CTASK0030001', state: '1' });
  const found = await call(
    'GET',
    `/api/now/table/task_ci?sysparm_query=task.number=${change.number}&sysparm_fields=ci_item.name`,
  );
  expect(found.json.result).toEqual([{ 'ci_item.name': 'globex-web' }]);
});

it('reads attachments and system properties as tables too', async () => {
  const [change] = (await call('GET', '/api/now/table/change_request')).json.result;
  const file = `table_name=change_request&table_sys_id=${change.sys_id}&file_name=plan.txt`;
  await call('POST', `/api/now/attachment/file?${file}`, 'Roll back', { 'Content-Type': 'text/plain' });
  const found = await call(
    'GET',
    `/api/now/table/sys_attachment?table_sys_id=${change.sys_id}&sysparm_fields=file_name,size_bytes`,
  );
  expect(found.json.result).toEqual([{ file_name: 'plan.txt', size_bytes: '9' }]);

  instance.setProperty('change.conflict.mode', 'basic');
  const property = '/api/now/table/sys_properties?name=change.conflict.mode&sysparm_fields=value';
  expect((await clientOf(instance.url, 'admin')('GET', property)).json.result).toEqual([{ value: 'basic' }]);
  expect((await call('GET', property)).status).toBe(403);
});
