import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const API = '/api/sn_chg_rest/change';

let instance: ServiceNowInstance;
let call: RestClient;
let model: string;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({
    clock: SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z')),
  });
  call = clientOf(instance.url);
  model = instance.defineChangeModel({
    name: 'Cloud',
    states: [
      { value: '20', label: 'Draft' },
      { value: '-4', label: 'Assess' },
      { value: '21', label: 'Rollout', implementation: true },
      { value: '3', label: 'Closed' },
      { value: '4', label: 'Canceled' },
    ],
    transitions: [
      { from: '20', to: '-4', conditions: [{ name: 'Justified', query: 'justificationISNOTEMPTY' }] },
      { from: '20', to: '4' },
      {
        from: '-4',
        to: '21',
        automatic: true,
        conditions: [{ name: 'Approved', query: 'approval=approved' }],
      },
      {
        from: '-4',
        to: '20',
        automatic: true,
        conditions: [{ name: 'Rejected', query: 'approval=rejected' }],
      },
      { from: '21', to: '3' },
    ],
  });
});
afterEach(() => instance.close());

async function open(fields: object = {}): Promise<string> {
  const group = instance.database.find('sys_user_group', 'name', 'DevOps')?.sys_id;
  const { json } = await call('POST', API, { chg_model: 'Cloud', assignment_group: group, ...fields });
  return json.result.sys_id.value;
}

it('begins in the first state of the model, with the type that the model counts as', async () => {
  const { json } = await call('POST', API, { chg_model: 'Cloud' });
  expect(json.result).toMatchObject({
    state: { value: 20, display_value: 'Draft' },
    type: { value: 'normal' },
    chg_model: { value: model, display_value: 'Cloud' },
  });
});

it('shows transitions and their conditions', async () => {
  const id = await open();
  const { json } = await call('GET', `${API}/${id}/nextstates`);
  expect(json.result).toMatchObject({
    available_states: ['20', '4'],
    state_label: { '20': 'Draft', '4': 'Canceled' },
    state_transitions: [
      [
        {
          display_value: 'Draft to Assess',
          from_state: '20',
          to_state: '-4',
          transition_available: false,
          automatic_transition: false,
          conditions: [{ passed: false, condition: { name: 'Justified' } }],
        },
      ],
      [{ to_state: '4', transition_available: true, conditions: [] }],
    ],
  });
});

it('refuses a transition whose conditions are not met, or that is not there', async () => {
  const id = await open();
  for (const state of ['-4', '21', '-1']) {
    const { status, json } = await call('PATCH', `/api/now/table/change_request/${id}`, { state });
    expect(status).toBe(403);
    expect(json.error.detail).toContain('Change Model: Check State Transition');
  }
});

it('goes on by itself once it is approved, and is at work in an implementation state', async () => {
  const id = await open({ justification: 'why' });
  await call('PATCH', `${API}/${id}`, { state: 'Assess' });
  const [number] = instance.changes().map((row) => row.number ?? '');
  expect(instance.approve(number ?? '')).toMatchObject({
    state: '21',
    approval: 'approved',
    work_start: '2026-01-01 10:00:00',
  });
  const closing = { state: '3', close_code: 'successful', close_notes: 'done' };
  expect((await call('PATCH', `${API}/${id}`, closing)).json.result.active.value).toBe(false);
});

it('goes back to its first state when it is rejected', async () => {
  const id = await open({ justification: 'why' });
  await call('PATCH', `${API}/${id}`, { state: 'Assess' });
  instance.reject('CHG0030001');
  expect(instance.userActions.change('CHG0030001')).toMatchObject({ state: '20', approval: 'rejected' });
});

it('says which sttrm_state rows mean implementation', async () => {
  const { json } = await call(
    'GET',
    `/api/now/table/chg_model/${model}?sysparm_fields=implementation_states`,
  );
  const state = await call('GET', `/api/now/table/sttrm_state/${json.result.implementation_states}`);
  expect(state.json.result).toMatchObject({ state_value: '21', state_label: 'Rollout' });
});

it('names a state that a transition makes up', () => {
  const definition = {
    name: 'Odd',
    states: [{ value: '1', label: 'One' }],
    transitions: [{ from: '1', to: '2' }],
  };
  expect(() => instance.defineChangeModel(definition)).toThrow('The change model Odd has no state 2');
});
