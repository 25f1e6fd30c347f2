import { describe, expect, it } from 'vitest';
import { proxyFor } from './proxy.ts';

const TARGET = new URL('https://acme.service-now.com/api/now/table/change_request');
const PROXY = 'http://user:p%40ss@proxy.example:3128';

describe('proxyFor', () => {
  it.each([
    ['HTTPS_PROXY', { HTTPS_PROXY: PROXY }, 'proxy.example:3128'],
    ['the lower-case name first', { https_proxy: 'http://one:1', HTTPS_PROXY: PROXY }, 'one:1'],
    ['a proxy without a scheme', { HTTPS_PROXY: 'proxy.example:3128' }, 'proxy.example:3128'],
    ['nothing for another scheme', { HTTP_PROXY: PROXY }, undefined],
    ['nothing where there is none', {}, undefined],
    ['nothing for an exempt host', { HTTPS_PROXY: PROXY, NO_PROXY: 'acme.service-now.com' }, undefined],
    ['nothing below an exempt domain', { HTTPS_PROXY: PROXY, no_proxy: 'x, .service-now.com' }, undefined],
    ['nothing for the exempt port', { HTTPS_PROXY: PROXY, NO_PROXY: 'service-now.com:443' }, undefined],
    ['another port', { HTTPS_PROXY: PROXY, NO_PROXY: 'service-now.com:8443' }, 'proxy.example:3128'],
    ['a host that only ends alike', { HTTPS_PROXY: PROXY, NO_PROXY: 'vice-now.com' }, 'proxy.example:3128'],
    ['nothing where all is exempt', { HTTPS_PROXY: PROXY, NO_PROXY: '*' }, undefined],
  ])('takes %s', (_what, env, host) => {
    expect(proxyFor(TARGET, env)?.host).toBe(host);
  });

  it('takes HTTP_PROXY for http', () => {
    const target = new URL('http://gitlab.example/api');
    expect(proxyFor(target, { HTTP_PROXY: PROXY })?.host).toBe('proxy.example:3128');
  });

  it.each(['127.0.0.1', '127.8.8.8', 'localhost', '[::1]'])('reaches %s straight', (host) => {
    expect(proxyFor(new URL(`https://${host}:8443`), { HTTPS_PROXY: PROXY })).toBeUndefined();
  });

  it('does not take a name for a loopback address because of how it begins', () => {
    expect(proxyFor(new URL('https://127.evil.example'), { HTTPS_PROXY: PROXY })?.host).toBe(
      'proxy.example:3128',
    );
  });
});
