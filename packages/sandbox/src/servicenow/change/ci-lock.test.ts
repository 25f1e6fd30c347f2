/** Which configuration items of a change may still change, as a client meets it over HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { devOps } from '../fixtures/dev-ops.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const CHANGES = '/api/now/table/change_request';
const AFFECTED = '/api/now/table/task_ci';
const READ_ONLY = /aborted by Business Rule 'Change Model: Read only CI\^[0-9a-f]{32}'/;

let instance: ServiceNowInstance;
let call: RestClient;
let ci: string;
let other: string;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
  ci = instance.database.find('cmdb_ci', 'name', 'globex-web')?.sys_id ?? '';
  other = instance.database.insert('cmdb_ci', { name: 'globex-db' }, 'admin').sys_id ?? '';
});
afterAll(() => instance.close());

async function open(fields: object = {}): Promise<string> {
  const { json } = await call('POST', CHANGES, {
    cmdb_ci: ci,
    assignment_group: devOps(instance),
    ...fields,
  });
  return json.result.sys_id;
}

const patch = (change: string, fields: object) => call('PATCH', `${CHANGES}/${change}`, fields);

it('changes in New, on the way out of it, and not in Assess', async () => {
  const change = await open();
  expect((await patch(change, { cmdb_ci: other })).status).toBe(200);
  expect((await patch(change, { cmdb_ci: ci, state: '-4' })).json.result.cmdb_ci.value).toBe(ci);
  const refused = await patch(change, { cmdb_ci: other, description: 'x' });
  expect(refused).toMatchObject({ status: 403, json: { error: { message: 'Operation Failed' } } });
  expect(refused.json.error.detail).toMatch(READ_ONLY);
  expect((await patch(change, { cmdb_ci: ci, description: 'x' })).status).toBe(200);
});

it('changes in the states of its model that allow it, and in no other', async () => {
  instance.defineChangeModel({
    name: 'Late CI',
    states: [
      { value: '20', label: 'Draft' },
      { value: '21', label: 'Planning', attributes: ['allow_ci_modification'] },
      { value: '22', label: 'Rollout' },
    ],
    transitions: [
      { from: '20', to: '21' },
      { from: '21', to: '22' },
    ],
  });
  const { json } = await call('POST', '/api/sn_chg_rest/change', { chg_model: 'Late CI' });
  const change = json.result.sys_id.value;
  expect((await patch(change, { cmdb_ci: ci })).status).toBe(403);
  expect((await patch(change, { cmdb_ci: ci, state: '21' })).status).toBe(200);
  expect((await patch(change, { cmdb_ci: other })).status).toBe(200);
  expect((await patch(change, { cmdb_ci: ci, state: '22' })).status).toBe(200);
  expect((await patch(change, { cmdb_ci: other })).status).toBe(403);
});

it('has affected items that are added and removed in New only', async () => {
  const change = await open();
  const added = await call('POST', AFFECTED, { task: change, ci_item: other });
  expect(added.status).toBe(201);
  await patch(change, { state: '-4' });
  const late = await call('POST', AFFECTED, { task: change, ci_item: ci });
  expect(late.status).toBe(403);
  expect(late.json.error.detail).toMatch(READ_ONLY);
  expect((await call('DELETE', `${AFFECTED}/${added.json.result.sys_id}`)).status).toBe(403);
  const path = `/api/sn_chg_rest/change/${change}/ci`;
  const worker = await call('POST', path, { association_type: 'affected', cmdb_ci_sys_ids: ci });
  expect(worker.status).toBe(202);
  expect(worker.json.result.messages.errorMessages).toEqual([expect.stringMatching(READ_ONLY)]);
});
