import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BUILD, listServer, openChange, REGISTRATION } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateCodefreshCallback from './GateCodefreshCallback.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
  instance.roles.add('x_change_gate.pipeline');
});

describe("the original Codefresh step's callback", () => {
  it('names the role to a user without it, before it reads anything of the body', () => {
    instance.roles.clear();
    expect(answerTo('{}')).toEqual({
      status: 403,
      body: errorWith(
        'Change Gate: Role missing: pipeline.globex lacks the role x_change_gate.pipeline; an admin of the instance gives it.',
      ),
    });
  });

  it.each([
    ['cf_build_id', {}],
    [
      'cf_build_id',
      { cf_build_id: '', cr_number: 'CHG0030001', cf_token: 't', cf_url: 'https://g.codefresh.io' },
    ],
    ['cr_number', { cf_build_id: 'b', cf_token: 't' }],
    ['cf_token', { cf_build_id: 'b', cr_number: 'CHG0030001' }],
    ['cf_url', { cf_build_id: 'b', cr_number: 'CHG0030001', cf_token: 't' }],
  ])('says that %s is missing, in the original order and shape', (field, body) => {
    expect(answerTo(JSON.stringify(body))).toEqual({
      status: 404,
      body: { status: 'Error', details: { errors: [{ code: 404, message: `Missing ${field}` }] } },
    });
  });

  it('takes no workflows of the other product, whose names it could not resume', () => {
    const body = {
      cf_build_id: 'b',
      cr_number: 'CHG1',
      cf_token: 't',
      cf_url: 'https://x',
      ci_system: 'workflow',
      cf_runtime: 'runtime',
    };
    expect(answerTo(JSON.stringify(body))).toMatchObject({
      status: 400,
      body: errorWith(expect.stringContaining('Only classic Codefresh builds can be registered.')),
    });
  });

  it('asks for the runtime of a workflow last, as the original does', () => {
    const body = {
      cf_build_id: 'b',
      cr_number: 'CHG1',
      cf_token: 't',
      cf_url: 'https://x',
      ci_system: 'workflow',
    };
    expect(answerTo(JSON.stringify(body))).toMatchObject({
      status: 404,
      body: errorWith('Missing cf_runtime'),
    });
  });

  it('answers what is not JSON in the same shape', () => {
    expect(answerTo('{').body).toMatchObject({ status: 'Error', details: { errors: [{ code: 400 }] } });
  });
});

function errorWith(message: unknown) {
  return { status: 'Error', details: { errors: [expect.objectContaining({ message })] } };
}

function answerTo(body: string) {
  const answer: { status: number; body: unknown } = { status: 0, body: undefined };
  const response = {
    setStatus: (status: number) => Object.assign(answer, { status }),
    setBody: (given: unknown) => Object.assign(answer, { body: given }),
  };
  const request = { body: { dataString: body } };
  GateCodefreshCallback.create(request as unknown as RestRequest, response as unknown as RestResponse);
  return answer;
}

describe('a build of the original step', () => {
  const BODY = {
    cr_number: 'CHG0030001',
    cf_build_id: BUILD,
    cf_token: 'secret',
    cf_url: 'https://ci.example.com//',
  };
  let change: string;
  beforeEach(() => {
    listServer(instance);
    openChange(instance, { number: 'CHG0030002' });
    change = openChange(instance, { on_hold: '1' });
  });
  const row = () => instance.tables.all(REGISTRATION)[0];
  const call = (fields: Readonly<Record<string, unknown>> = {}) =>
    answerTo(JSON.stringify({ ...BODY, ...fields }));

  it('is registered, by the rules of the original', () => {
    expect(call()).toEqual({ status: 200, body: undefined });
    expect(row()).toMatchObject({
      change,
      change_number: 'CHG0030001',
      build_id: BUILD,
      build_url: `https://ci.example.com/build/${BUILD}`,
      ci: 'codefresh',
      target: `{"build_id":"${BUILD}","gate":"CHG0030001"}`,
      token: 'encrypted:secret',
      proceed_states: '-1',
      approval: 'state',
      conflict: 'ignore',
      window: 'ignore',
      deadline: '',
      key: `codefresh:${BUILD}:CHG0030001`,
      status: 'waiting',
    });
  });

  it.each([
    [{ cr_policy: 'reject' }, 'reject'],
    [{ cr_policy: 'wait', ci_system: 'classic' }, 'wait'],
    [{ cr_policy: '' }, 'ignore'],
  ])('has the conflict policy that it asks for: %j', (fields, conflict) => {
    expect(call(fields).status).toBe(200);
    expect(row()?.conflict).toBe(conflict);
  });

  it.each([
    [{ cr_number: 'CHG0030009' }, 404, 'There is no CHG0030009, or pipeline.globex may not read it.'],
    [{ cr_number: 'CHG1^ORactive=true' }, 400, 'Invalid change.number'],
    [{ cf_url: 'https://other.example.com' }, 403, 'CI server not listed'],
    [{ cr_policy: 'maybe' }, 400, 'Invalid policy.conflict'],
    [{ ci_system: 'other' }, 400, 'Invalid ci_system: Only classic Codefresh builds can be registered.'],
  ])('is refused in the shape of the original: %j', (fields, status, message) => {
    const answer = call(fields);
    expect(answer).toEqual({ status, body: errorWith(expect.stringContaining(message)) });
    expect(row()).toBeUndefined();
  });

  it('that meets a defect gets the answer of the original, and the log the cause', () => {
    vi.stubGlobal('GlideRecordSecure', undefined);
    expect(call()).toMatchObject({
      status: 400,
      body: {
        status: 'Error',
        details: { errors: [{ code: 404, message: 'Unable to process the request' }] },
      },
    });
    expect(instance.log).toEqual([
      [
        'error',
        expect.stringMatching(
          /^Change Gate could not take a Codefresh callback: .* has no GlideRecordSecure.*TypeError/,
        ),
      ],
    ]);
  });
});
