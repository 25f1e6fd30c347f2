import { describe, expect, it } from 'vitest';
import { notJson } from './not-json.ts';

const REQUEST = {
  method: 'PATCH',
  url: 'https://acme.service-now.com/api/x?sysparm_query=typed',
  headers: {},
} as const;
const ASKED = 'PATCH acme.service-now.com/api/x';

const page = (status: number, body: string, headers: Record<string, string> = {}) =>
  notJson(REQUEST, { status, headers, body });

describe('a page in place of JSON', () => {
  it.each([
    [199, 'PROXY_PAGE', false],
    [200, 'PROXY_PAGE', false],
    [299, 'PROXY_PAGE', false],
    [300, 'LOGIN_PAGE', false],
    [399, 'LOGIN_PAGE', false],
    [400, 'PROXY_PAGE', false],
    [407, 'PROXY_PAGE', false],
    [408, 'UNAVAILABLE', true],
    [409, 'PROXY_PAGE', false],
    [499, 'PROXY_PAGE', false],
    [500, 'UNAVAILABLE', true],
    [599, 'UNAVAILABLE', true],
  ])('with %i is %s, and to be asked for again: %s', (status, code, again) => {
    expect(page(status, '<html>Hello</html>')).toMatchObject({ code, again });
  });

  it.each(['log in', 'Login', 'SIGN IN', 'signin', 'Sign on', 'signon', 'Password'])(
    'that says %s is a login page where it is a success, and only there',
    (words) => {
      for (const body of [`<title>${words}</title>`, `<p>${words}</p>`, words]) {
        expect(page(299, body)).toMatchObject({ code: 'LOGIN_PAGE', again: false });
        expect(page(400, body).code).toBe('PROXY_PAGE');
      }
    },
  );

  it('is searched for words of a login in its title and its first 20,000 characters', () => {
    const before = (length: number) => ' '.repeat(length);
    expect(page(200, `${before(20_000 - 8)}password`).code).toBe('LOGIN_PAGE');
    expect(page(200, `${before(20_000 - 7)}password`).code).toBe('PROXY_PAGE');
    expect(page(200, `${before(20_000)}<title>Log in</title>`).code).toBe('LOGIN_PAGE');
  });

  it.each([200, 503])('of a hibernating instance is one with %i as well', (status) => {
    expect(page(status, '<TITLE>\n Instance Hibernating page</TITLE>')).toMatchObject({
      code: 'INSTANCE_HIBERNATING',
      again: true,
      message: expect.stringContaining('The instance acme.service-now.com is hibernating.'),
    });
  });

  it.each([
    ['<title>\n Blocked \n</title>', 'text/html; charset=utf-8', 'text/html ("Blocked").'],
    [`<TITLE>${'x'.repeat(90)}</TITLE>`, 'text/html', `text/html ("${'x'.repeat(80)}").`],
    ['<title></title>', 'text/plain', 'text/plain.'],
    ['none', '', 'no content type.'],
  ])('%j of type %j is described', (body, type, words) => {
    expect(page(500, body, { 'content-type': type }).message).toContain(
      `${ASKED} answered 500 with ${words}`,
    );
  });

  it('without a content type is said to have none', () => {
    expect(page(500, '').message).toContain(`${ASKED} answered 500 with no content type.`);
  });

  it.each([
    ['https://idp.example/login?SAMLRequest=typed', 'https://idp.example/login.'],
    ['/login#typed', '/login.'],
    ['', 'somewhere else.'],
  ])('that sends to %j says where, without what people typed', (location, words) => {
    expect(page(302, '', { location }).message).toContain(`${ASKED} answered 302 and sends to ${words}`);
  });

  it('that sends nowhere says so', () => {
    expect(page(302, '').message).toContain('sends to somewhere else.');
  });
});
