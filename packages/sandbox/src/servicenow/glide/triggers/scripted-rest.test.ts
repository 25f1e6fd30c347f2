import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USERS } from '../../base-system/seed/seed.ts';
import { CLERK_ROLE } from '../fixtures/acme-app.ts';
import { AcmeInstance } from '../fixtures/acme-instance.ts';

const SHIP = `(function process(request, response) {
  var body = request.body.data;
  if (body.mode === 'throw') notThere();
  if (body.mode === 'error') {
    response.setError(new sn_ws_err.ConflictError('Taken').setDetail('by another'));
    return;
  }
  if (body.mode === 'return error') {
    var error = new sn_ws_err.ServiceError();
    error.setStatus(410);
    error.setMessage('Gone');
    return error;
  }
  if (body.mode === 'raw') {
    response.setStatus(404);
    response.setContentType('application/json');
    response.getStreamWriter().writeString('{"raw":true}');
    return;
  }
  if (body.mode === 'return') return { returned: true };
  response.setStatus(201);
  response.setLocation('/there');
  response.setBody({
    id: request.pathParams.id,
    tags: request.queryParams.tag,
    isArray: request.queryParams.tag instanceof Array,
    plain: body instanceof Object,
    header: request.getHeader('X-Custom'),
    uri: request.uri,
    user: gs.getUserName(),
  });
})(request, response);`;

describe('a scripted REST API', () => {
  let acme: AcmeInstance;
  beforeAll(() => {
    acme = new AcmeInstance({ ship: SHIP });
    const user = acme.user(USERS.integration.userName).sysId;
    const role = acme.database.find('sys_user_role', 'name', CLERK_ROLE)?.sys_id ?? '';
    acme.database.insert('sys_user_has_role', { user, role }, 'admin');
  });
  afterAll(() => acme.close());

  const ship = (body: unknown, request: Parameters<AcmeInstance['request']>[0] = {}) =>
    acme.request({
      method: 'POST',
      path: '/api/x_acme/v1/shipping/parcels/P%201',
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-custom': 'yes' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      principal: acme.user(USERS.integration.userName),
      ...request,
    });
  const outcome = async (response: ReturnType<typeof ship>) => {
    const { status, body } = await response;
    return { status, body: JSON.parse(body) as unknown };
  };

  it('gives the script the request and wraps its body in result', async () => {
    const response = await ship({}, { query: 'tag=a&tag=b' });
    expect(response).toMatchObject({ status: 201, headers: { location: '/there' } });
    expect(JSON.parse(response.body)).toEqual({
      result: {
        id: 'P 1',
        tags: ['a', 'b'],
        isArray: true,
        plain: true,
        header: 'yes',
        uri: '/api/x_acme/v1/shipping/parcels/P%201',
        user: USERS.integration.userName,
      },
    });
  });

  it('is at the unversioned URI too, as its version is the default', async () => {
    expect((await ship({}, { path: '/api/x_acme/shipping/parcels/2' })).status).toBe(201);
  });

  it('takes a returned object as the body', async () => {
    expect(await outcome(ship({ mode: 'return' }))).toEqual({
      status: 200,
      body: { result: { returned: true } },
    });
  });

  it('sends what the stream writer wrote as it is', async () => {
    expect(await ship({ mode: 'raw' })).toEqual({
      status: 404,
      headers: { 'content-type': 'application/json' },
      body: '{"raw":true}',
    });
  });

  it.each([
    ['error', 409, 'Taken', 'by another'],
    ['return error', 410, 'Gone', ''],
  ])('answers with the error that the script gives (%s)', async (mode, status, message, detail) => {
    expect(await outcome(ship({ mode }))).toEqual({
      status,
      body: { error: { message, detail }, status: 'failure' },
    });
  });

  it('answers 500 with the place when the script throws, and logs it', async () => {
    const { status, body } = await ship({ mode: 'throw' });
    expect(status).toBe(500);
    expect(body).toMatch(
      /ReferenceError: notThere is not defined \(sys_ws_operation\.[0-9a-f]{32}\.operation_script; line 3\)/,
    );
    expect(acme.log.at(-1)).toContain('notThere is not defined');
  });

  it('answers 400 to a body that is not JSON', async () => {
    expect(await outcome(ship('{'))).toMatchObject({
      status: 400,
      body: { error: { message: 'Exception while reading request' } },
    });
  });

  it('answers 401 without a user and 403 without the role', async () => {
    expect(await ship({}, { principal: null })).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'BASIC realm="Service-now"' },
    });
    expect(await outcome(ship({}, { principal: acme.user(USERS.employee.userName) }))).toEqual({
      status: 403,
      body: {
        error: { message: 'User Not Authorized', detail: 'Failed API level ACL Validation' },
        status: 'failure',
      },
    });
  });

  it('answers 405 and 415, and null where no app has the path', async () => {
    expect((await ship({}, { method: 'DELETE' })).status).toBe(405);
    expect((await ship({}, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    await expect(ship({}, { path: '/api/x_acme/v2/shipping/parcels/1' })).rejects.toThrow('No resource');
  });

  it('needs no user where the resource asks for none', async () => {
    expect(await acme.request({ principal: null })).toEqual({ status: 200, headers: {}, body: '' });
  });
});
