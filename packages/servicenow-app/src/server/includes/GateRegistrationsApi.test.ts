import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BUILD, CI, listServer, openChange, REGISTRATION } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateRegistrationsApi from './GateRegistrationsApi.ts';

let instance: TestInstance;
let body: Readonly<Record<string, unknown>>;
beforeEach(() => {
  instance = startInstance();
  listServer(instance);
  const sys_id = openChange(instance, { on_hold: '1' });
  body = {
    change: { number: 'CHG0030001', sys_id },
    build: { id: BUILD, url: 'https://ci.example.com/build/7' },
    ci: 'codefresh',
    server: CI,
    target: { gate: 'prod', build_id: BUILD },
    credential: { token: 'secret' },
    policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
    key: 'codefresh:1:prod',
  };
});

type Call = (request: RestRequest, response: RestResponse) => void;

/** @returns what was answered; `error` as the ServiceError says it */
function answer(call: Call, request: Readonly<Record<string, unknown>>) {
  const said: Record<string, unknown> = {};
  const response = {
    setStatus: (status: number) => Object.assign(said, { status }),
    setLocation: (location: string) => Object.assign(said, { location }),
    setBody: (answered: unknown) => Object.assign(said, { body: answered }),
    setError: ({ said: error }: { readonly said: unknown }) => Object.assign(said, { error }),
  };
  call(request as unknown as RestRequest, response as unknown as RestResponse);
  return said;
}

const { create, find, read, withdraw } = GateRegistrationsApi;
const post = (fields: Readonly<Record<string, unknown>> = {}) =>
  answer(create, { body: { dataString: JSON.stringify({ ...body, ...fields }) } });
const bySysId = (call: Call, sys_id: unknown) => answer(call, { pathParams: { sys_id } });
const byKey = (...key: unknown[]) => answer(find, { queryParams: { key } });

describe('the REST API', () => {
  it('answers 201 with where it is for a new registration, 200 for one that was active', () => {
    const created = post();
    const [row] = instance.tables.all(REGISTRATION);
    const registration = {
      sys_id: row?.sys_id,
      key: 'codefresh:1:prod',
      status: 'waiting',
      decision: 'pending',
    };
    expect(created).toMatchObject({
      status: 201,
      location: `/api/x_change_gate/v1/registrations/${row?.sys_id}`,
      body: registration,
    });
    const again = post();
    expect(again).toMatchObject({ status: 200, body: registration });
    expect(again).not.toHaveProperty('location');
  });

  it('reads by sys_id and by key, and withdraws', () => {
    post();
    const { sys_id } = instance.tables.all(REGISTRATION)[0] ?? {};
    expect(bySysId(read, sys_id).body).toMatchObject({ sys_id, status: 'waiting' });
    expect(byKey('codefresh:1:prod', 'other').body).toMatchObject({ sys_id });
    // Parameters may be Java strings, whose typeof is object.
    expect(bySysId(read, Object(sys_id)).body).toMatchObject({ sys_id });
    expect(bySysId(withdraw, sys_id).body).toMatchObject({ sys_id, status: 'withdrawn' });
  });

  it('says with the mark of the app what is not there', () => {
    const sysId = '0'.repeat(32);
    const missing = (which: string) => ({
      error: {
        status: 404,
        message: 'Change Gate: Registration not found',
        detail: `There is no registration ${which} that pipeline.globex has made.`,
      },
    });
    expect(bySysId(read, sysId)).toEqual(missing(`with sys_id ${sysId}`));
    expect(bySysId(withdraw, sysId)).toEqual(missing(`with sys_id ${sysId}`));
    expect(byKey('none')).toEqual(missing('with key none'));
  });

  it.each([undefined, null, '', 'x', `${'0'.repeat(32)}1`])('says what is no sys_id: %j', (sysId) => {
    for (const call of [read, withdraw])
      expect(bySysId(call, sysId)).toEqual({
        error: {
          status: 400,
          message: 'Change Gate: Invalid sys_id',
          detail: 'sys_id must be 32 hex digits.',
        },
      });
  });

  it('says what is no key', () => {
    expect(byKey()).toMatchObject({ error: { status: 400, message: 'Change Gate: Invalid key' } });
    expect(answer(find, { queryParams: {} })).toMatchObject({ error: { status: 400 } });
    expect(post({ key: 'a^b' })).toMatchObject({ error: { status: 400 } });
  });

  it('does not take what the instance lacks for a refusal', () => {
    vi.stubGlobal('GlideRecordSecure', undefined);
    const detail = expect.stringMatching(/has no GlideRecordSecure, .*TypeError/);
    expect(post()).toMatchObject({
      error: { status: 500, message: 'Change Gate: Not possible on this instance', detail },
    });
    expect(instance.log).toEqual([['error', detail]]);
  });
});
