/** Each switch at each of its settings, as a client meets it. */
import { afterEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { acmeApp } from '../glide/fixtures/acme-app.ts';
import { updateSetXml } from '../glide/fixtures/update-set-xml.ts';
import { ServiceNowInstance } from '../instance.ts';
import type { Behaviours } from './switches.ts';

const CHANGES = '/api/now/table/change_request';

let instance: ServiceNowInstance;

async function start(behaviours: Partial<Behaviours>): Promise<RestClient> {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock(), behaviours });
  return clientOf(instance.url, 'admin');
}
afterEach(() => instance.close());

it.each([
  ['kept', '-3', 201, '-3'],
  ['kept', '-1', 403, undefined],
  ['reset', '-3', 201, '-5'],
  ['reset', '-1', 201, '-5'],
  ['refused', '-4', 403, undefined],
  ['refused', '-5', 201, '-5'],
] as const)(
  'stateAtInsert %s: a POST with state %s is answered %i',
  async (stateAtInsert, sent, status, state) => {
    const call = await start({ stateAtInsert });
    const answer = await call('POST', CHANGES, { state: sent });
    expect(answer.status).toBe(status);
    expect(answer.json.result?.state).toBe(state);
  },
);

it('asks for approval of a change that is created in Authorize', async () => {
  const call = await start({ stateAtInsert: 'kept' });
  const { json } = await call('POST', CHANGES, { state: '-3' });
  expect(json.result.approval).toBe('requested');
  expect(instance.approve(json.result.number).state).toBe('-2');
});

it.each([
  ['badRequest', 400],
  ['forbidden', 403],
] as const)('changeApiRefusal %s: a skipped state is answered %i', async (changeApiRefusal, status) => {
  const call = await start({ changeApiRefusal });
  const { json } = await call('POST', '/api/sn_chg_rest/change', {});
  const path = `/api/sn_chg_rest/change/${json.result.sys_id.value}`;
  expect((await call('PATCH', path, { state: '-1' })).status).toBe(status);
});

const SCRIPT = `response.setStatus(request.queryParams.status ? 404 : 200); response.setBody({ said: 'x' });`;

it.each([
  ['wrapped', { result: { said: 'x' } }],
  ['bare', { said: 'x' }],
] as const)('scriptedErrors %s: the body of an error is %j', async (scriptedErrors, body) => {
  const call = await start({ scriptedErrors });
  instance.importUpdateSet(updateSetXml(acmeApp({ run: SCRIPT })));
  expect(await call('GET', '/api/x_acme/plain/run?status=404')).toMatchObject({ status: 404, json: body });
  expect((await call('GET', '/api/x_acme/plain/run')).json).toEqual({ result: { said: 'x' } });
});
