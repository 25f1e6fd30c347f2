import { describe, expect, it } from 'vitest';
import { connect, isBelow, withBudget, withRedaction } from './GateHttp.ts';

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
  ])('does not lead to %j', (url) => {
    expect(isBelow(url, base)).toBe(false);
  });

  it('answers a request that leads away without sending it', () => {
    // There is no sn_ws here: sending would throw.
    const answer = connect(base, '').send({ method: 'GET', url: 'https://evil.example/', headers: {} });
    expect(answer).toEqual({
      status: 0,
      body: 'GET https://evil.example/ was not sent: it leads away from the CI server',
    });
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
    const http = withBudget(slow, 90_000, () => now);
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
