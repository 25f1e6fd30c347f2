import { describe, expect, it } from 'vitest';
import { startInstance } from '../../../test/instance/instance.ts';
import { connect, isBelow, unsupported, withBudget, withRedaction } from './GateHttp.ts';

describe('the way out', () => {
  const base = 'https://ci.example.com/api';

  it.each([
    'https://ci.example.com/api/builds/60c7bc5447895646d116db74?noAccount=false',
    'https://ci.example.com/api/projects/group%2Fproject/jobs/7/play',
  ])('leads to %s', (url) => {
    expect(isBelow(url, base)).toBe(true);
  });

  it.each([
    'https://ci.example.com/other',
    'https://ci.example.com/apiary/builds',
    'https://ci.example.com.evil.example/api/builds',
    'https://ci.example.com/api/../admin',
    'https://ci.example.com/api/builds/..%2f..',
    'https://ci.example.com/api/@evil.example',
    'https://ci.example.com/api/builds#x',
    'https://ci.example.com/api/builds\r\nHost: evil.example',
    'http://ci.example.com/api/builds',
    'https://xx.example.com/api/builds',
    'https://ci.example.com/api/a b/builds',
  ])('does not lead to %j', (url) => {
    expect(isBelow(url, base)).toBe(false);
  });

  it('answers a request that leads away without sending it', () => {
    // There is no sn_ws here: sending would throw.
    const heard: boolean[] = [];
    const http = connect(base, '', (isAnswered) => heard.push(isAnswered));
    const answer = http.send({ method: 'GET', url: 'https://evil.example/', headers: {} });
    expect(answer).toEqual({
      status: 0,
      body: 'GET https://evil.example/ was not sent: it leads away from the CI server',
    });
    expect(heard).toEqual([]);
  });

  it.each([
    [0, 'reset after Bearer t0ken', 'reset after Bearer (token)'],
    [302, 't0ken', '(token)'],
    [401, '{"message": "\\u0074\\u0030ken"}', '{"message":"(token)"}'],
    [200, '{"build": "t0ken"}', '{"build": "t0ken"}'],
  ])('takes the token out of an answer of %i, unless it is a success', (status, body, clean) => {
    const http = withRedaction({ send: () => ({ status, body }) }, (text) =>
      text.split('t0ken').join('(token)'),
    );
    expect(http.send({ method: 'GET', url: base, headers: {} })).toEqual({ status, body: clean });
  });

  it('takes the token out of where a redirect leads', () => {
    const answer = { status: 302, body: '', location: 'https://t0ken.evil.example/' };
    const http = withRedaction({ send: () => answer }, (text) => text.split('t0ken').join('(token)'));
    expect(http.send({ method: 'GET', url: base, headers: {} }).location).toBe(
      'https://(token).evil.example/',
    );
  });

  it('begins no request when the budget of an attempt is used up, whatever took the time', () => {
    let now = 0;
    const sent: string[] = [];
    const slow = {
      send: ({ url }: { readonly url: string }) => {
        sent.push(url);
        now += 40_000;
        return { status: 200, body: '' };
      },
    };
    const http = withBudget(slow, 90_000, () => now, now);
    const statuses = ['/1', '/2', '/3', '/4'].map((path) =>
      http.send({ method: 'GET', url: base + path, headers: {} }),
    );
    expect(sent).toEqual([`${base}/1`, `${base}/2`, `${base}/3`]);
    expect(statuses[3]).toEqual({
      status: 0,
      body: `GET ${base}/4 was not sent: the CI server took more than 90 seconds over the requests before it`,
    });
  });
});

const NOWHERE = ['https://no-redirect.invalid/'];

describe('a request', () => {
  const url = 'https://ci.example.com/api/builds/1';
  const post = {
    method: 'POST',
    url,
    headers: { authorization: 'Bearer t', accept: 'application/json' },
    body: '{"reason":"${x} für alle"}',
  } as const;
  const send = (midServer: string, request = post) =>
    connect('https://ci.example.com/api', midServer).send(request);

  it('follows no redirect, stays out of the log, and is sent as it is', () => {
    const instance = startInstance();
    instance.server = () => ({ status: 201, body: 'ö' });
    expect(send('')).toEqual({ status: 201, body: 'ö' });
    expect(instance.sent).toEqual([
      {
        ...post,
        timeoutMs: 10_000,
        redirects: NOWHERE,
        logLevel: 'basic',
        substitutes: false,
      },
    ]);
  });

  it('has no body where there is none, and its answer may have none', () => {
    const instance = startInstance();
    instance.server = () => ({ status: 204, body: null });
    const { body: _none, ...get } = { ...post, method: 'GET' } as const;
    expect(connect('https://ci.example.com/api', '').send(get)).toEqual({ status: 204, body: '' });
    expect(instance.sent[0]).not.toHaveProperty('body');
  });

  it('through a MID Server has an end to its waiting, and the same protection', () => {
    const instance = startInstance();
    instance.server = () => ({ status: 200, body: 'ok' });
    expect(send('mid-dmz').status).toBe(200);
    expect(instance.sent).toMatchObject([
      { midServer: 'mid-dmz', waited: 30, redirects: NOWHERE, logLevel: 'basic', substitutes: false },
    ]);
  });

  it.each([
    ['a silent socket', { status: 200, errorCode: 1, errorMessage: 'timed out' }, 'timed out'],
    ['no status', { status: 0, errorMessage: 'refused' }, 'refused'],
    ['no word', { status: 0 }, 'no answer'],
    ['no number', { status: Number.NaN }, 'no answer'],
  ])('has status 0 after %s', (_which, answer, body) => {
    const instance = startInstance();
    instance.server = () => answer;
    expect(send('')).toEqual({ status: 0, body });
  });

  it.each([
    [302, 'https://evil.example/', { status: 302, body: 'moved', location: 'https://evil.example/' }],
    [304, undefined, { status: 304, body: 'moved' }],
    [201, 'https://ci.example.com/api/builds/1', { status: 201, body: 'moved' }],
  ])('answered %i says where a redirect leads: %s', (status, location, answer) => {
    const instance = startInstance();
    instance.server = () => ({ status, body: 'moved', ...(location !== undefined && { location }) });
    expect(send('')).toEqual(answer);
  });

  it('keeps an answer that came with another error code', () => {
    const instance = startInstance();
    instance.server = () => ({ status: 502, body: 'down', errorCode: 2 });
    expect(send('')).toEqual({ status: 502, body: 'down' });
  });

  it.each(['', 'mid-dmz'])('has status 0 where the connection throws (MID Server %j)', (midServer) => {
    const instance = startInstance();
    instance.server = () => {
      throw 'java.net.ConnectException: refused';
    };
    expect(send(midServer)).toEqual({
      status: 0,
      body: 'java.net.ConnectException: refused',
      ...(midServer !== '' && { isQueued: true }),
    });
  });

  it('is sent by no release that would follow a redirect', () => {
    const instance = startInstance();
    expect(unsupported()).toBe('');
    instance.missingMethods.add('setAllowedRedirectURIs');
    instance.properties.set('glide.buildname', 'Xanadu');
    expect(unsupported()).toMatch(
      /^This instance \(Xanadu\) has no sn_ws\.RESTMessageV2\.setAllowedRedirectURIs,.* upgrade it to Yokohama or later/,
    );
  });
});

it.each([
  [199, '(token)'],
  [200, 't0ken'],
  [299, 't0ken'],
  [300, '(token)'],
])('an answer of %i is a success, or cleaned', (status, body) => {
  const http = withRedaction({ send: () => ({ status, body: 't0ken' }) }, () => '(token)');
  expect(http.send({ method: 'GET', url: '', headers: {} })).toEqual({ status, body });
});

it('a budget ends to the millisecond', () => {
  let now = 1000;
  const http = withBudget({ send: () => ({ status: 200, body: '' }) }, 500, () => now, now);
  const status = () => http.send({ method: 'GET', url: '', headers: {} }).status;
  now = 1499;
  expect(status()).toBe(200);
  now = 1500;
  expect(status()).toBe(0);
});

it.each(['https://ci.example.com/api/', 'https://ci.example.com/api/.x', 'x'])(
  '%j is no path below',
  (url) => {
    expect(isBelow(url, 'https://ci.example.com/api')).toBe(false);
  },
);
