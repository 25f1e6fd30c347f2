import { expect, it } from 'vitest';
import { GateError, type GateErrorCode } from '../../errors.ts';
import type { HttpResponse } from '../../http/http.ts';
import { instance } from './instance.ts';
import type { CheckContext } from './section.ts';

const URL_OF_INSTANCE = 'https://acme.service-now.com';
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = { 'content-type': 'text/html' };
const NOT_SIGNED_IN =
  '{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}';

/** A network says what happened, and not what to do. */
const REMEDIES: Partial<Record<GateErrorCode, { readonly remedy: string }>> = {
  CERTIFICATE_REFUSED: { remedy: 'Change something.' },
  PROXY_REFUSED: { remedy: 'Change something.' },
};

async function look(answer: HttpResponse | GateErrorCode) {
  const context = {
    client: { instanceUrl: URL_OF_INSTANCE },
    displayName: (name: string) => name,
    async firstAnswer() {
      if (typeof answer === 'string') throw new GateError(answer, 'It did not work.', REMEDIES[answer]);
      return { request: { method: 'GET', url: `${URL_OF_INSTANCE}/api/now/table/x` }, response: answer };
    },
  } as unknown as CheckContext;
  const [line] = await instance.look(context, []);
  return line;
}

it.each<[string, HttpResponse]>([
  ['refuses whoever has not signed in', { status: 401, headers: JSON_TYPE, body: NOT_SIGNED_IN }],
  ['lets a client certificate in', { status: 200, headers: JSON_TYPE, body: '{"result":[]}' }],
])('holds where the instance %s', async (_what, answer) => {
  expect(await look(answer)).toMatchObject({
    id: 'instance.reached',
    outcome: 'holds',
    detail: 'acme.service-now.com answers.',
  });
});

const page = (status: number, title: string): HttpResponse => ({
  status,
  headers: HTML,
  body: `<html><head><title>${title}</title></head></html>`,
});

it.each<[string, HttpResponse | GateErrorCode, string, RegExp]>([
  [
    'hibernates',
    page(200, 'Instance Hibernating page'),
    'ServiceNow admin',
    /^The instance acme\.service-now\.com is hibernating\.$/,
  ],
  ['is behind a login page', page(200, 'Log in'), 'pipeline author', /a login page instead of an answer\.$/],
  [
    'is behind a single sign-on',
    { ...page(302, ''), headers: { ...HTML, location: 'https://sso.acme.example/?x' } },
    'pipeline author',
    /sends to https:\/\/sso\.acme\.example/,
  ],
  ['is behind a page of others', page(403, 'Denied'), 'pipeline author', /answered 403 with text\/html/],
  ['is another server', { status: 404, headers: JSON_TYPE, body: '{}' }, 'pipeline author', /answered 404/],
  ['does not answer', 'UNAVAILABLE', 'pipeline author', /^It did not work\.$/],
  ['has a certificate that is not known', 'CERTIFICATE_REFUSED', 'pipeline author', /^It did not work\.$/],
  ['is behind a proxy that refuses', 'PROXY_REFUSED', 'CI admin', /^It did not work\.$/],
])('does not hold, and breaks, where it %s', async (_what, answer, who, detail) => {
  const line = await look(answer);
  expect(line).toMatchObject({ outcome: 'does-not-hold', breaks: true, who });
  expect(line?.detail).toMatch(detail);
  expect(line?.remedy).toMatch(/^\S.+\.$/);
});

it('says what to do where a host does not answer', async () => {
  expect((await look('UNAVAILABLE'))?.remedy).toBe(
    'Check instance-url; where it is right, let this machine reach that host (DNS, proxy, firewall).',
  );
});

it.each<[string, HttpResponse]>([
  ['a gateway asks for a sign-in', page(401, 'Sign in')],
  ['something answers with nothing', { status: 200, headers: JSON_TYPE, body: '' }],
  ['something answers with no list', { status: 200, headers: JSON_TYPE, body: '{"result":{}}' }],
  ['the instance has its fill of requests', { status: 429, headers: JSON_TYPE, body: '' }],
])('could not be seen where %s', async (_what, answer) => {
  expect(await look(answer)).toMatchObject({ outcome: 'could-not-be-seen', breaks: false });
});

it('takes no defect for an answer', async () => {
  const context = { client: { instanceUrl: URL_OF_INSTANCE }, firstAnswer: async () => null };
  await expect(instance.look(context as unknown as CheckContext, [])).rejects.toThrow(TypeError);
});
