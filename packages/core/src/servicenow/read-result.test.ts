import { describe, expect, it } from 'vitest';
import { GateError } from '../errors.ts';
import { readResult } from './read-result.ts';

const REMEDY = 'Check the password.';

const REQUEST = {
  method: 'GET',
  url: 'https://acme.service-now.com/api/now/table/change_request?sysparm_query=secret',
  headers: {},
} as const;

function read(status: number, body: string, type = 'application/json;charset=UTF-8') {
  return readResult(REQUEST, { status, headers: { 'content-type': type }, body }, REMEDY);
}

function failure(...answer: Parameters<typeof read>): GateError {
  try {
    read(...answer);
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
  throw new Error('was read as a success');
}

const ABORTED =
  "Operation against file 'change_request' was aborted by Business Rule 'Change Model: Check State Transition^1'.";

const MANDATORY = 'Data Policy Exception: The following fields are mandatory: Close code, Close notes';

function error(message: string, detail: string | null = null): string {
  return JSON.stringify({ error: { message, detail }, status: 'failure' });
}

describe('readResult', () => {
  it('names the role that the app asks for', () => {
    const url = 'https://acme.service-now.com/api/x_change_gate/v1/registrations';
    const answer = {
      status: 403,
      headers: { 'content-type': 'application/json' },
      body: error('User Not Authorized'),
    };
    expect(() => readResult({ ...REQUEST, url }, answer, REMEDY)).toThrowError(
      /lacks the role x_change_gate\.pipeline, or snc_internal;/,
    );
    const acme = { ...REQUEST, url: url.replace('x_change_gate', 'x_acme_gate') };
    expect(() => readResult(acme, answer, REMEDY)).toThrowError(/lacks the role x_acme_gate\.pipeline/);
    expect(() => readResult(REQUEST, answer, REMEDY)).toThrowError(/roles do not allow it/);
  });

  it.each([
    ['{"status":"Error","details":{"errors":[{"code":404,"message":"Missing cf_url"}]}}'],
    ['{"result":{"status":"Error","details":{"errors":[{"code":404,"message":"Missing cf_url"}]}}}'],
  ])('quotes an error that a script has set as its body: %s', (body) => {
    expect(failure(404, body).message).toContain('answered 404: Missing cf_url.');
  });

  it.each([
    '{"status":"Error","details":{"errors":"none"}}',
    '{"details":null}',
    '{"result":{"details":[1]}}',
  ])('finds no words in %s', (body) => {
    expect(failure(404, body).message).toContain('answered 404. ');
  });

  it.each(['[]', '[{"number":"CHG1"}]', '{}', 'null', '"text"'])(
    'gives nothing of %s, which has no result',
    (body) => {
      expect(read(200, body)).toBeUndefined();
    },
  );

  it('gives the result', () => {
    expect(read(200, '{"result":[1]}')).toEqual([1]);
  });

  it.each([
    ['a record', '{"result":{"state":"-1"},"error":null}', { state: '-1' }],
    [
      "a field's own status",
      '{"result":{"status":"Conflict","conflicts":[]}}',
      { status: 'Conflict', conflicts: [] },
    ],
    ['an empty list', '{"result":[]}', []],
  ])('takes %s as it is', (_what, body, result) => {
    expect(read(200, body)).toEqual(result);
  });

  it.each([
    ['an empty list', '{"result":[],"error":{"message":"Transaction cancelled"},"status":"failure"}'],
    ['a list that may lack rows', '{"result":[{"a":1}],"error":{"message":"Transaction cancelled"}}'],
    ['nothing', '{"status":"failure","error":{"message":"Transaction cancelled"}}'],
    ['an empty record', '{"result":{},"error":{"message":"Transaction cancelled"}}'],
  ])('is not content with 200 and %s beside an error', (_what, body) => {
    const thrown = failure(200, body);
    expect(thrown.code).toBe('UNAVAILABLE');
    expect(thrown.message).toContain('answered 200: Transaction cancelled');
  });

  it.each([
    [401, error('User Not Authenticated', 'Required to provide Auth information'), 'UNAUTHENTICATED'],
    [403, error('Operation Failed', 'ACL Exception Insert Failed due to security constraints'), 'FORBIDDEN'],
    [403, error('Operation Failed', ABORTED), 'RULE_ABORTED'],
    [400, error('Requested URI does not represent any resource'), 'APP_NOT_INSTALLED'],
    [
      404,
      error('No Record found', "Record doesn't exist or ACL restricts the record retrieval"),
      'RECORD_NOT_FOUND',
    ],
    [
      403,
      error('Change Gate: CI server not listed', 'https://evil.example is not listed.'),
      'REGISTRATION_REFUSED',
    ],
    [429, error('Rate limit exceeded'), 'RATE_LIMITED'],
    [403, error('Operation Failed', MANDATORY), 'POLICY_REFUSED'],
    [500, error('Transaction cancelled: maximum execution time exceeded'), 'UNAVAILABLE'],
    [400, error('Invalid table x'), 'NOT_ACCEPTED'],
    [501, error('Not implemented'), 'NOT_ACCEPTED'],
  ])('%i %s is %s, in the words of the instance', (status, body, code) => {
    const thrown = failure(status, body);
    expect(thrown.code).toBe(code);
    expect(thrown.message).toContain(JSON.parse(body).error.message);
    expect(thrown.message).toContain('GET acme.service-now.com/api/now/table/change_request');
    expect(thrown.message).not.toContain('sysparm_query');
  });

  it('recognises a hibernating instance, which answers 200', () => {
    const thrown = failure(200, '<html><title>Instance Hibernating page</title></html>', 'text/html');
    expect(thrown.code).toBe('INSTANCE_HIBERNATING');
    expect(thrown.message).toMatch(/acme\.service-now\.com is hibernating\. Wake it/);
  });

  it.each([
    ['', 'later'],
    ['3600', 'in 3600 seconds'],
    ['Sun, 01 Mar 2026 01:00:00 GMT', 'after Sun, 01 Mar 2026 01:00:00 GMT'],
  ])('says when to come back after a 429 (Retry-After: %s)', (after, words) => {
    const headers = { 'content-type': 'text/html', ...(after !== '' && { 'retry-after': after }) };
    expect(() => readResult(REQUEST, { status: 429, headers, body: '' }, REMEDY)).toThrow(
      `try again ${words}.`,
    );
  });

  it.each([
    ['a login page', 200, '<html><title>Log in</title></html>', 'text/html', 'LOGIN_PAGE', /\("Log in"\)/],
    ['broken JSON', 200, '{"result":', 'application/json', 'NOT_JSON', /broken JSON/],
    ["a proxy's 502", 502, '<html>Bad gateway</html>', 'text/html', 'UNAVAILABLE', /502/],
    ['a 401 without a body', 401, '', '', 'UNAUTHENTICATED', /401/],
    [
      'a request that was dropped',
      202,
      '',
      '',
      'UNAVAILABLE',
      /202\. The instance has too much to do, and drops/,
    ],
    ['a 202 with a result', 202, '{"result":{}}', 'application/json', 'UNAVAILABLE', /too much to do/],
    [
      "a gateway's 501",
      501,
      '<html>No PATCH</html>',
      'text/html',
      'NOT_ACCEPTED',
      /501\. .* nothing was done/,
    ],
  ])('names %s', (_what, status, body, type, code, words) => {
    const thrown = failure(status, body, type);
    expect(thrown.code).toBe(code);
    expect(thrown.message).toMatch(words);
  });
});

describe('the status alone', () => {
  const json = '{"result":{"a":1}}';

  it.each([
    [200, { a: 1 }],
    [201, { a: 1 }],
    [203, { a: 1 }],
    [299, { a: 1 }],
  ])('%i is a success', (status, result) => {
    expect(read(status, json)).toEqual(result);
    expect(read(status, ' \n', '')).toBeUndefined();
  });

  it.each([
    [199, 'UNAVAILABLE', true],
    [202, 'UNAVAILABLE', true],
    [300, 'NOT_ACCEPTED', false],
    [400, 'NOT_ACCEPTED', false],
    [401, 'UNAUTHENTICATED', false],
    [402, 'NOT_ACCEPTED', false],
    [403, 'FORBIDDEN', false],
    [404, 'RECORD_NOT_FOUND', false],
    [405, 'NOT_ACCEPTED', false],
    [407, 'NOT_ACCEPTED', false],
    [408, 'UNAVAILABLE', true],
    [409, 'NOT_ACCEPTED', false],
    [428, 'NOT_ACCEPTED', false],
    [429, 'RATE_LIMITED', true],
    [430, 'NOT_ACCEPTED', false],
    [499, 'NOT_ACCEPTED', false],
    [500, 'UNAVAILABLE', true],
    [501, 'NOT_ACCEPTED', false],
    [502, 'UNAVAILABLE', true],
  ])('%i is %s, and to be asked for again: %s', (status, code, again) => {
    expect(failure(status, json)).toMatchObject({ code, again });
  });

  it.each([
    [300, 'LOGIN_PAGE'],
    [399, 'LOGIN_PAGE'],
    [400, 'NOT_ACCEPTED'],
    [404, 'RECORD_NOT_FOUND'],
    [500, 'UNAVAILABLE'],
  ])('%i without a body is %s', (status, code) => {
    expect(failure(status, '  ', '').code).toBe(code);
  });

  it.each([
    [202, 'UNAVAILABLE'],
    [401, 'UNAUTHENTICATED'],
    [429, 'RATE_LIMITED'],
    [501, 'NOT_ACCEPTED'],
    [200, 'PROXY_PAGE'],
    [403, 'PROXY_PAGE'],
    [430, 'PROXY_PAGE'],
  ])('%i with a page is %s', (status, code) => {
    expect(failure(status, '<html>Hello</html>', 'text/html').code).toBe(code);
    expect(() => readResult(REQUEST, { status, headers: {}, body: 'Hello' }, REMEDY)).toThrow();
  });

  it.each([
    [200, 'NOT_JSON'],
    [499, 'NOT_JSON'],
    [500, 'UNAVAILABLE'],
  ])('%i with broken JSON is %s', (status, code) => {
    const thrown = failure(status, '{');
    expect(thrown).toMatchObject({ code, again: true });
    expect(thrown.cause instanceof SyntaxError).toBe(code === 'NOT_JSON');
  });
});

describe('what the instance says', () => {
  const said = (status: number, body: string) =>
    failure(status, body).message.replace('GET acme.service-now.com/api/now/table/change_request ', '');

  it.each([
    [error('Wrong.', 'It is.'), 'answered 400: Wrong.: It is. The'],
    [error('Wrong'), 'answered 400: Wrong. The'],
    [error('', 'Detail'), 'answered 400: Detail. The'],
    ['{"error":"invalid_request"}', 'answered 400: invalid_request. The'],
    ['{"error":{"message":7,"detail":["x"]}}', 'answered 400. The'],
    ['{"error":null}', 'answered 400. The'],
    ['null', 'answered 400. The'],
    ['', 'answered 400. The'],
  ])('%s is told', (body, words) => {
    expect(said(400, body)).toBe(`${words} instance did not accept the request.`);
  });

  it('of a 401 is told with what to do about it', () => {
    expect(said(401, error('User Not Authenticated'))).toBe(
      'answered 401: User Not Authenticated. Check the password.',
    );
  });

  it.each([
    [error('x', ABORTED), 'RULE_ABORTED', 'The business rule "Change Model: Check State Transition" of'],
    [error('x', 'Insert aborted by something'), 'RULE_ABORTED', 'A business rule of the instance'],
    [error('x', "Data Policy: aborted by Business Rule 'R'"), 'RULE_ABORTED', 'The business rule "R" of'],
    [error('x', 'data policy exception, aborted by it'), 'POLICY_REFUSED', 'A data policy of the instance'],
    [error('Change Gate: no', ABORTED), 'REGISTRATION_REFUSED', `Change Gate: no: ${ABORTED.slice(0, -1)}.`],
  ])('%s is %s', (body, code, words) => {
    const thrown = failure(403, body);
    expect(thrown.code).toBe(code);
    expect(thrown.message).toContain(words);
  });

  it('of the app has nothing added to it', () => {
    expect(said(400, error('Change Gate: no', 'Do this.'))).toBe('answered 400: Change Gate: no: Do this.');
    expect(failure(400, error('Not Change Gate: no')).code).toBe('NOT_ACCEPTED');
  });

  it.each([
    ['/api/sn_chg_rest/change', 'API_NOT_INSTALLED', 'com.snc.change_management.rest_api'],
    [
      '/api/x_change_gate/v1/registrations',
      'APP_NOT_INSTALLED',
      'import its update set, or name its scope with app-scope',
    ],
  ])('of %s, which it does not have, is %s', (path, code, words) => {
    const answer = {
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: error('Requested URI does not represent any resource'),
    };
    const request = { ...REQUEST, url: `https://acme.service-now.com${path}` };
    expect(() => readResult(request, answer, REMEDY)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    );
  });

  it.each([
    ['x 12', 'after x 12'],
    ['12 x', 'after 12 x'],
    [' 12 ', 'in 12 seconds'],
  ])('with Retry-After %j is to be tried again %s', (after, words) => {
    const headers = { 'retry-after': after };
    expect(() => readResult(REQUEST, { status: 429, headers, body: '' }, REMEDY)).toThrow(`again ${words}.`);
  });
});
