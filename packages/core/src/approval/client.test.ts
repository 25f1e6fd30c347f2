import { describe, expect, it } from 'vitest';
import type { ApprovalHttpRequest, ApprovalHttpResponse } from './api.ts';
import {
  createClient,
  findInPages,
  isSuccess,
  mayHaveArrived,
  parseJson,
  type RestApi,
  readListed,
} from './client.ts';

const CI: RestApi = {
  name: 'Acme CI',
  baseUrl: 'https://ci.example.com/api',
  headers: { authorization: 'Bearer t' },
  errorText: (body) => String((body as { error?: unknown } | null)?.error ?? ''),
  isTransient: (status, text) => status === 403 && text === 'slow down',
  advice: { 401: '. Renew the token.' },
};

function client(response: ApprovalHttpResponse) {
  const sent: ApprovalHttpRequest[] = [];
  const send = (request: ApprovalHttpRequest) => {
    sent.push(request);
    return response;
  };
  return { sent, ...createClient(CI, { send }) };
}

describe('createClient', () => {
  it('sends JSON with the headers of the CI, and no body where there is none', () => {
    const { send, sent } = client({ status: 204, body: '' });
    send('POST', '/builds/1/approve', { by: 'us' });
    send('GET', '/builds/1');
    const { baseUrl, headers } = CI;
    expect(sent).toEqual([
      { method: 'POST', url: `${baseUrl}/builds/1/approve`, headers, body: '{"by":"us"}' },
      { method: 'GET', url: `${baseUrl}/builds/1`, headers },
    ]);
  });

  it.each([
    [0, 'connection refused', 'unavailable', 'Acme CI did not answer: connection refused'],
    [408, '', 'unavailable', 'Acme CI answered 408 when asked for the build'],
    [429, '', 'unavailable', 'Acme CI answered 429 when asked for the build'],
    [500, '<html>', 'unavailable', 'Acme CI answered 500 when asked for the build'],
    [403, '{"error":"slow down"}', 'unavailable', 'Acme CI answered 403 when asked for the build: slow down'],
    [403, '{"error":"no"}', 'refused', 'Acme CI answered 403 when asked for the build: no'],
    [
      401,
      '{"error":"who"}',
      'refused',
      'Acme CI answered 401 when asked for the build: who. Renew the token.',
    ],
    [404, '', 'refused', 'Acme CI answered 404 when asked for the build'],
    [302, '', 'refused', 'Acme CI answered 302 when asked for the build'],
  ])('says what an answer of %i means (%s)', (status, body, outcome, detail) => {
    expect(client({ status, body }).get('/builds/1', 'for the build')).toEqual({
      failed: { outcome, detail },
    });
  });

  it.each([
    [0, 'unanswered'],
    [502, 'unanswered'],
    [429, 'unavailable'],
    [403, 'refused'],
  ])('says of a decision that was answered %i whether it may have arrived (%s)', (status, outcome) => {
    const response = { status, body: '' };
    expect(client(response).decisionFailure(response, 'to approve').outcome).toBe(outcome);
  });

  it.each([
    ['https://evil.example:8443/x?y', 'evil.example:8443'],
    ['//user:secret@evil.example#z', 'evil.example'],
    ['/login', 'another of its paths'],
    ['', 'another of its paths'],
  ])('says where a redirect to %j would lead, and that nothing was sent there', (location, where) => {
    const response = { status: 302, body: '<html>', location };
    expect(client(response).decisionFailure(response, 'to approve')).toEqual({
      outcome: 'refused',
      detail: `Acme CI answered 302 when asked to approve: it redirects to ${where}, and nothing was sent there. An admin has to list the API base URL that answers by itself in "CI servers".`,
    });
  });

  it("takes over 300 characters of the CI's own words", () => {
    const response = { status: 404, body: JSON.stringify({ error: 'x'.repeat(1000) }) };
    expect(client(response).failure(response, 'for it').detail).toBe(
      `Acme CI answered 404 when asked for it: ${'x'.repeat(300)}`,
    );
  });

  it('knows a list from everything else', () => {
    const list = (body: string) => client({ status: 200, body }).getList('/jobs', 'for jobs', 'jobs');
    const failed = { outcome: 'unavailable', detail: 'Acme CI did not answer with jobs.' };
    expect(list('[1]')).toEqual({ value: [1] });
    expect(list('{}')).toEqual({ failed });
    expect(list('<html>')).toEqual({ failed });
  });
});

describe('readListed', () => {
  const list = { path: '/builds', asked: 'for the builds', isList: Array.isArray };

  function read(one: [number, string], all: [number, string]) {
    const answers = [one, all];
    const send = () => {
      const [status, body] = answers.shift() ?? [0, ''];
      return { status, body };
    };
    const ci = createClient(CI, { send });
    return {
      read: readListed(ci, { path: '/builds/1', asked: 'for the build' }, list),
      left: answers.length,
    };
  }

  it('reads one thing, and the list only where that is not found', () => {
    expect(read([200, '{"id":1}'], [200, '[]'])).toEqual({ read: { value: { id: 1 } }, left: 1 });
    expect(read([404, ''], [200, '[]'])).toEqual({ read: { value: null }, left: 0 });
  });

  it.each([
    [404, '{"error":"not yours"}'],
    [503, ''],
    [200, '<html>'],
    [200, '{}'],
  ])('takes nothing for deleted where the list is answered %i %s', (status, body) => {
    const failed = { outcome: 'refused', detail: 'Acme CI answered 404 when asked for the build' };
    expect(read([404, ''], [status, body]).read).toEqual({ failed });
  });

  it.each([
    [200, 'null', 'unavailable'],
    [401, '', 'refused'],
    [0, 'reset', 'unavailable'],
  ])('takes nothing for deleted that was answered %i %s', (status, body, outcome) => {
    expect(read([status, body], [200, '[]']).read).toMatchObject({ failed: { outcome } });
  });
});

describe('findInPages', () => {
  const full = Array.from({ length: 100 }, (_, index) => ({ id: index }));
  const last = [{ id: 500 }];

  function find(id: number, path: string, mostPages: number) {
    const read: string[] = [];
    const found = findInPages(
      path,
      mostPages,
      (page) => {
        read.push(page);
        return { value: page.endsWith('&page=2') ? last : full };
      },
      (entries) => entries.find((entry) => entry.id === id),
    );
    return { found, read };
  }

  it('reads no further than the page with the entry', () => {
    expect(find(99, '/jobs', 5)).toEqual({
      found: { value: { id: 99 } },
      read: ['/jobs?per_page=100&page=1'],
    });
    expect(find(500, '/jobs?scope=all', 5)).toEqual({
      found: { value: { id: 500 } },
      read: ['/jobs?scope=all&per_page=100&page=1', '/jobs?scope=all&per_page=100&page=2'],
    });
  });

  it('tells what is not there from what may be on a page that was not read', () => {
    expect(find(7000, '/jobs', 5).found).toEqual({ value: undefined });
    expect(find(7000, '/jobs', 1).found).toEqual({ value: null });
  });

  it('ends with the page that could not be read', () => {
    const failed = { outcome: 'unavailable', detail: 'down' } as const;
    expect(
      findInPages(
        '/jobs',
        5,
        () => ({ failed }),
        () => undefined,
      ),
    ).toEqual({ failed });
  });
});

describe('an answer', () => {
  const body = '';

  it.each([199, 300, 302, 400, 404, 429, 499])(
    'of %i is no success, and says that nothing arrived',
    (status) => {
      expect([isSuccess({ status, body }), mayHaveArrived({ status, body })]).toEqual([false, false]);
    },
  );

  it.each([200, 204, 299])('of %i is a success', (status) => {
    expect([isSuccess({ status, body }), mayHaveArrived({ status, body })]).toEqual([true, true]);
  });

  it.each([0, 500, 502, 599])('of %i may hide that it arrived', (status) => {
    expect([isSuccess({ status, body }), mayHaveArrived({ status, body })]).toEqual([false, true]);
  });

  it.each([
    [407, 'refused'],
    [408, 'unavailable'],
    [409, 'refused'],
    [428, 'refused'],
    [429, 'unavailable'],
    [430, 'refused'],
    [499, 'refused'],
    [500, 'unavailable'],
  ])('of %i is tried again only where that may help (%s)', (status, outcome) => {
    const { failure } = client({ status, body });
    expect(failure({ status, body }, 'for it').outcome).toBe(outcome);
  });

  it('is sorted by its status alone where a CI adds nothing of its own', () => {
    const { isTransient: _words, advice: _advice, ...plain } = CI;
    const { failure } = createClient(plain, { send: () => ({ status: 0, body }) });
    expect(failure({ status: 401, body: '{"error":"who"}' }, 'for it')).toEqual({
      outcome: 'refused',
      detail: 'Acme CI answered 401 when asked for it: who',
    });
  });

  it('is JSON beyond ASCII, or nothing', () => {
    expect(parseJson('{"name":"Köln"}')).toEqual({ name: 'Köln' });
    expect(parseJson('<html>')).toBeNull();
  });

  it('that cannot be read ends the reading of a list', () => {
    expect(client({ status: 404, body }).getList('/jobs', 'for jobs', 'jobs')).toEqual({
      failed: { outcome: 'refused', detail: 'Acme CI answered 404 when asked for jobs' },
    });
  });
});
