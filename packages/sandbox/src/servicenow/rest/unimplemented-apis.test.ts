/** Requests that clients of ServiceNow make and the sandbox does not serve: each gets an answer that says so. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

let instance: ServiceNowInstance;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  instance.database.insert('change_request', {}, 'admin');
});
afterAll(() => instance.close());

it.each([
  ['GET', '/api/now/v2/table/sys_audit', 'the table sys_audit'],
  ['GET', '/api/now/table/sc_task', 'the table sc_task'],
  ['GET', '/api/now/table/cmdb_ci_linux_server', 'the table cmdb_ci_linux_server'],
  ['GET', '/api/now/table/task_service_offering', 'the table task_service_offering'],
  ['GET', '/api/now/table/std_change_proposal', 'the table std_change_proposal'],
  ['GET', '/api/now/table/cab_meeting', 'the table cab_meeting'],
  ['GET', '/api/now/table/task_sla', 'the table task_sla'],
  ['GET', '/api/sn_chg_rest/change/ci/1/schedule', '/change/ci/1/schedule'],
  ['PATCH', '/api/sn_chg_rest/change/1/schedule/first_available', '/change/1/schedule/first_available'],
  ['GET', '/api/now/table/cmn_schedule_maintenance', 'the table cmn_schedule_maintenance'],
  ['GET', '/api/now/table/sys_history_line', 'the table sys_history_line'],
  ['GET', '/api/now/stats/change_request?sysparm_count=true', 'the Aggregate API'],
  ['POST', '/api/now/v1/batch', 'the Batch API'],
  ['POST', '/api/now/attachment/file?table_name=problem&table_sys_id=1&file_name=a', 'the table problem'],
  ['PATCH', '/api/now/attachment/1', 'renaming an attachment'],
  ['POST', '/api/now/attachment/1/attributes', 'attributes of attachments'],
  ['POST', '/api/now/import/u_change', 'the Import Set API'],
  ['GET', '/api/now/table/sys_import_set', 'the table sys_import_set'],
  ['GET', '/api/now/ui/meta/change_request', "the user interface's own APIs"],
  ['GET', '/api/now/ui/user/current_user', "the user interface's own APIs"],
  ['POST', '/api/now/graphql', 'the GraphQL API'],
  ['POST', '/api/now/v1/email', 'the Email API'],
  ['GET', '/api/sn_sc/servicecatalog/items', 'the Service Catalog API'],
  ['GET', '/api/sn_km_api/knowledge/articles', 'the Knowledge Management API'],
  ['GET', '/api/now/cmdb/meta/cmdb_ci', 'the CMDB APIs'],
  ['GET', '/api/now/v1/cmdb/instance/cmdb_ci', 'the CMDB APIs'],
  ['GET', '/api/now/table/cmdb_rel_ci', 'the table cmdb_rel_ci'],
  ['POST', '/api/now/identifyreconcile', 'the CMDB APIs'],
  ['GET', '/api/now/pagecount', '/api/now/pagecount'],
  ['POST', '/api/global/em/jsonv2', '/api/global/em/jsonv2'],
  ['GET', '/sys_user.do?JSONv2', 'the JSONv2 processor of /sys_user.do'],
  ['GET', '/change_request.do?JSONv2&sysparm_action=getKeys', 'the JSONv2 processor of /change_request.do'],
  ['POST', '/change_request.do?SOAP', 'the SOAP processor of /change_request.do'],
  ['GET', '/change_request_list.do?CSV', 'the CSV processor of /change_request_list.do'],
  ['GET', '/login.do', '/login.do'],
  ['POST', '/angular.do?sysparm_type=view_form.login', '/angular.do'],
  ['GET', '/oauth_auth.do?response_type=code&client_id=1', '/oauth_auth.do'],
])('answers 501 to %s %s and names it', async (method, path, named) => {
  const { status, json } = await clientOf(instance.url)(method, path, method === 'GET' ? undefined : {});
  expect(status).toBe(501);
  expect(json.error.message).toContain(`The sandbox does not implement`);
  expect(json.error.message).toContain(named);
});

it.each([
  // Numbers are no sys_ids: GlideRecord takes either, the Table API does not.
  ['/api/now/table/change_request/CHG0030001', 404, 'No Record found'],
  ['/api/now/table/u_our_own_table', 400, 'Invalid table u_our_own_table'],
  ['/api/now/table/change_requests', 400, 'Invalid table change_requests'],
  ['/api/x_acme/v1/things', 400, 'Requested URI does not represent any resource'],
  ['/api/409723/codefresh/callback', 400, 'Requested URI does not represent any resource'],
])('answers %s as an instance does that has no such thing: %i', async (path, status, message) => {
  const answer = await clientOf(instance.url)('GET', path);
  expect(answer).toMatchObject({ status, json: { error: { message } } });
});
