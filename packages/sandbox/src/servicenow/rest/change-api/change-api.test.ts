import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import { devOps } from '../../fixtures/dev-ops.ts';
import { clientOf, type RestClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';

const API = '/api/sn_chg_rest/change';

let instance: ServiceNowInstance;
let call: RestClient;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({
    clock: SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z')),
  });
  call = clientOf(instance.url);
});
afterEach(() => instance.close());

function ci(): string {
  return instance.database.find('cmdb_ci', 'name', 'globex-web')?.sys_id ?? '';
}

describe('creating', () => {
  it('answers 200 with every field in both ways, and names the fields that it ignored', async () => {
    const { status, json } = await call('POST', `${API}/normal?justification=from%20the%20query&risk=4`, {
      short_description: 'Globex',
      risk: 2,
      no_such_field: 'x',
      sys_created_by: 'nobody',
    });
    expect(status).toBe(200);
    expect(json.result).toMatchObject({
      number: { display_value: 'CHG0030001', value: 'CHG0030001' },
      state: { display_value: 'New', value: -5 },
      type: { display_value: 'Normal', value: 'normal' },
      risk: { display_value: 'High', value: 2 },
      justification: { value: 'from the query' },
      approval: { display_value: 'Not Yet Requested', value: 'not requested' },
      is_bulk: { display_value: 'false', value: false },
      assignment_group: { display_value: '', value: '' },
      __meta: { ignoredFields: ['no_such_field', 'sys_created_by'] },
    });
    expect(json.result.opened_at).toEqual({
      display_value: '2026-01-01 10:00:00',
      value: '2026-01-01 10:00:00',
      display_value_internal: '2026-01-01 10:00:00',
    });
  });

  it("shows times on the caller's clock and in their format", async () => {
    const user = instance.database.find('sys_user', 'user_name', USERS.integration.userName)?.sys_id ?? '';
    const settings = { time_zone: 'Europe/Berlin', date_format: 'dd.MM.yyyy' };
    instance.database.update('sys_user', user, settings, 'admin');
    const { json } = await call('POST', `${API}/normal`, {});
    expect(json.result.opened_at).toEqual({
      display_value: '01.01.2026 11:00:00',
      value: '2026-01-01 10:00:00',
      display_value_internal: '2026-01-01 11:00:00',
    });
  });

  it('takes the type from the path, from the body, or from the model', async () => {
    const emergency = await call('POST', `${API}/emergency`, { type: 'normal' });
    expect(emergency.json.result.type.value).toBe('emergency');
    const named = await call('POST', `/api/sn_chg_rest/v1/change`, { type: 'standard' });
    expect(named.json.result).toMatchObject({
      type: { value: 'standard' },
      chg_model: { display_value: 'Standard' },
    });
    const modelled = await call('POST', `${API}?chg_model=Emergency`);
    expect(modelled.json.result).toMatchObject({
      type: { value: 'emergency' },
      chg_model: { display_value: 'Emergency' },
    });
  });

  it('takes choices by label, and references by name only where encrypted_fields names them', async () => {
    const plain = await call('POST', API, { type: 'Normal', assignment_group: 'DevOps' });
    expect(plain.json.result.assignment_group).toMatchObject({ display_value: '', value: 'DevOps' });
    const { json } = await call('POST', API, {
      encrypted_fields: 'assignment_group',
      assignment_group: 'DevOps',
      category: 'software',
    });
    expect(json.result).toMatchObject({
      assignment_group: { display_value: 'DevOps' },
      category: { value: 'Software' },
      __meta: { ignoredFields: [] },
    });
  });

  it('says everything in the message when a rule aborts', async () => {
    expect(await call('POST', `${API}/normal`, { state: 'implement' })).toMatchObject({
      status: 400,
      json: {
        error: {
          message: expect.stringMatching(
            /^Change Request record could not be created\. Operation against file 'change_request' was aborted by Business Rule 'Change Model: Check State Transition\^/,
          ),
          detail: '',
        },
        status: 'failure',
      },
    });
  });

  it('refuses a body that is no JSON object', async () => {
    expect(await call('POST', API, '[]')).toMatchObject({
      status: 400,
      json: { error: { message: 'Exception while reading request' } },
    });
  });
});

describe('standard changes', () => {
  it('are made from a template that is found by name, and keep its plans', async () => {
    const found = await call(
      'GET',
      '/api/now/table/std_change_record_producer?sysparm_query=sys_name=Deploy a release',
    );
    const { status, json } = await call('POST', `${API}/standard/${found.json.result[0].sys_id}`, {
      short_description: 'Globex 1.2.3',
      description: 'mine',
      backout_plan: 'none',
    });
    expect(status).toBe(200);
    expect(json.result).toMatchObject({
      type: { value: 'standard' },
      short_description: { value: 'Globex 1.2.3' },
      description: { value: 'A release that passed its tests goes to production.' },
      backout_plan: { value: 'The pipeline deploys the release before.' },
      risk: { value: 4 },
      std_change_producer_version: { display_value: 'Deploy a release - 1' },
      __meta: { ignoredFields: ['description', 'backout_plan'] },
    });
  });

  it('answer 404 for a template that is not there, or has been retired', async () => {
    const templates = await call('GET', `${API}/standard/template?name=Restart a service`);
    const [retired] = templates.json.result;
    expect(retired).toMatchObject({ active: { value: false } });
    expect((await call('GET', `${API}/standard/template/${retired.sys_id.value}`)).status).toBe(200);
    for (const id of [retired.sys_id.value, '0'.repeat(32)]) {
      expect((await call('POST', `${API}/standard/${id}`, {})).status).toBe(404);
    }
  });
});

describe('reading and writing', () => {
  it('lists changes of a type, by query, by display value and by text', async () => {
    await call('POST', `${API}/normal`, { short_description: 'first' });
    await call('POST', `${API}/emergency`, { short_description: 'second' });
    await call('POST', `${API}/normal`, { short_description: 'third' });
    const numbers = async (path: string): Promise<unknown[]> =>
      (await call('GET', API + path)).json.result.map(
        (one: { number: { value: string } }) => one.number.value,
      );
    expect(await numbers('/normal')).toEqual(['CHG0030001', 'CHG0030003']);
    expect(await numbers('?type=Emergency&state=new')).toEqual(['CHG0030002']);
    expect(await numbers('?sysparm_query=ORDERBYDESCnumber&sysparm_limit=2')).toEqual([
      'CHG0030003',
      'CHG0030002',
    ]);
    expect(await numbers('?textSearch=THIRD')).toEqual(['CHG0030003']);
    expect(await numbers('?order=short_description&sysparm_offset=2')).toEqual(['CHG0030003']);
  });

  it('updates through either path, and answers 404 under another type', async () => {
    const { json } = await call('POST', `${API}/normal`, { assignment_group: devOps(instance) });
    const id = json.result.sys_id.value;
    const updated = await call('PATCH', `${API}/${id}?short_description=query`, { state: 'assess', nope: 1 });
    expect(updated).toMatchObject({
      status: 200,
      json: {
        result: {
          state: { value: -4, display_value: 'Assess' },
          short_description: { value: 'query' },
          approval: { value: 'requested' },
          __meta: { ignoredFields: ['nope'] },
        },
      },
    });
    expect((await call('PATCH', `${API}/normal/${id}`, { risk: 4 })).json.result.risk.value).toBe(4);
    expect((await call('GET', `${API}/emergency/${id}`)).status).toBe(404);
    expect((await call('GET', `${API}/${'0'.repeat(32)}`)).status).toBe(404);
    const refused = await call('PATCH', `${API}/${id}`, { state: -1 });
    expect(refused.json.error.message).toMatch(/^Change Request record could not be updated\. /);
  });

  it('deletes, for change managers', async () => {
    const { json } = await call('POST', `${API}/normal`, {});
    const path = `${API}/${json.result.sys_id.value}`;
    expect((await call('DELETE', path)).status).toBe(403);
    const manager = clientOf(instance.url, 'changeManager');
    expect(await manager('DELETE', path)).toMatchObject({
      status: 200,
      json: { result: { number: { value: 'CHG0030001' } } },
    });
    expect((await call('GET', path)).status).toBe(404);
  });

  it('is closed to those without a role, and to strangers', async () => {
    expect((await clientOf(instance.url, 'employee')('GET', API)).status).toBe(403);
    expect((await fetch(instance.url + API)).status).toBe(401);
  });

  it('answers 501 for what it does not have', async () => {
    const { json } = await call('POST', `${API}/normal`, {});
    const path = `${API}/${json.result.sys_id.value}/refresh_impacted_services`;
    expect(await call('POST', path)).toMatchObject({
      status: 501,
      json: { error: { message: expect.stringContaining(`POST ${path}`) } },
    });
  });
});

describe('next states', () => {
  it('lists the state the change is in and where it may go, by type without transitions', async () => {
    const { json } = await call('POST', `${API}/normal`, { assignment_group: devOps(instance) });
    const id = json.result.sys_id.value;
    const next = async () => (await call('GET', `${API}/${id}/nextstates`)).json.result;
    expect(await next()).toEqual({
      available_states: ['-5', '-4', '4'],
      state_transitions: [],
      state_label: { '-5': 'New', '-4': 'Assess', '4': 'Canceled' },
    });
    await call('PATCH', `${API}/${id}`, { state: -4 });
    instance.approveAll('CHG0030001');
    expect((await next()).available_states).toEqual(['-2', '-1', '4']);
  });
});

describe('approvals', () => {
  it('lets the approver answer, with a reason to reject', async () => {
    const manager = clientOf(instance.url, 'changeManager');
    const member = clientOf(instance.url, 'teamMember');
    const { json } = await call('POST', `${API}/normal`, {
      state: 'assess',
      assignment_group: devOps(instance),
    });
    const path = `${API}/${json.result.sys_id.value}/approvals`;
    expect((await manager('PATCH', path, { state: 'approved' })).status).toBe(400);
    expect((await member('PATCH', path, { state: 'rejected' })).status).toBe(400);
    expect((await member('PATCH', path, { state: 'maybe' })).status).toBe(400);
    expect(await member('PATCH', path, { state: 'rejected', comments: 'not on a Friday' })).toMatchObject({
      status: 200,
      json: { result: { state: { display_value: 'New' }, approval: { value: 'rejected' } } },
    });
    await call('PATCH', `${API}/${json.result.sys_id.value}`, { state: 'assess' });
    const [first, second] = [
      await member('PATCH', path, { state: 'approved' }),
      await manager('PATCH', path, { state: 'approved' }),
    ];
    expect(first.json.result.state).toEqual({ display_value: 'Authorize', value: -3 });
    expect(second.json.result.state).toEqual({ display_value: 'Scheduled', value: -2 });
  });
});

describe('what belongs to a change', () => {
  it('associates configuration items, once each', async () => {
    const { json } = await call('POST', `${API}/normal`, {});
    const path = `${API}/${json.result.sys_id.value}/ci`;
    const body = { cmdb_ci_sys_ids: `${ci()},${'0'.repeat(32)}`, association_type: 'affected' };
    const started = await call('POST', path, body);
    expect(started).toMatchObject({
      status: 202,
      json: {
        result: { state: { value: 1 }, messages: { warningMessages: [expect.stringContaining('Invalid')] } },
      },
    });
    const link = new URL(started.json.result.worker.link);
    expect((await call('GET', link.pathname)).json.result.state.display_value).toBe('Complete');
    const again = await call('POST', path, { ...body, cmdb_ci_sys_ids: [ci()] });
    expect(again.json.result.messages.infoMessages).toHaveLength(1);
    const listed = await call('GET', `${path}?association_type=affected`);
    expect(listed.json.result).toMatchObject([{ ci_item: { display_value: 'globex-web' } }]);
    expect((await call('GET', `${path}?association_type=offering`)).status).toBe(501);
    expect((await call('GET', path)).status).toBe(400);
  });

  it('keeps tasks', async () => {
    const { json } = await call('POST', `${API}/normal`, {});
    const path = `${API}/${json.result.sys_id.value}/task`;
    const query = 'short_description=Deploy&no_such_field=1';
    const task = await call('POST', `${path}?${query}`, { description: 'in the body' });
    expect(task.json.result).toMatchObject({
      short_description: { value: 'Deploy' },
      description: { value: '' },
      number: { value: 'CTASK0030001' },
      change_request: { display_value: 'CHG0030001' },
      state: { value: 1, display_value: 'Open' },
      __meta: { ignoredFields: ['no_such_field'] },
    });
    const own = `${path}/${task.json.result.sys_id.value}`;
    const done = { close_code: 'successful', close_notes: 'done' };
    expect((await call('PATCH', own, { state: 'Closed' })).json.error.message).toContain('Close notes');
    await call('PATCH', own, { state: 'Closed', ...done });
    expect((await call('GET', path)).json.result).toMatchObject([{ state: { value: 3 } }]);
    const other = await call('POST', `${API}/normal`, {});
    const foreign = `${API}/${other.json.result.sys_id.value}/task/${task.json.result.sys_id.value}`;
    expect((await call('GET', foreign)).status).toBe(404);
    expect((await clientOf(instance.url, 'changeManager')('DELETE', own)).status).toBe(200);
    expect((await call('GET', own)).status).toBe(404);
  });
});
