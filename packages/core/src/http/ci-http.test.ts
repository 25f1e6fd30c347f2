import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { VERSION } from '../version.ts';
import { createCiHttp } from './ci-http.ts';

describe('createCiHttp', () => {
  const server = createServer(({ headers }, response) => response.end(headers['user-agent']));
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  // What it trusts, and through which proxy it goes, is in test/ci-connection.test.ts.
  it('says who asks', async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const http = createCiHttp({ values: {}, displayName: (name) => name }, {});
    expect(await http({ method: 'GET', url, headers: {} })).toMatchObject({
      status: 200,
      body: `change-gate/${VERSION}`,
    });
  });

  it("names a certificate that cannot be read, in the CI's own spelling, when it is first needed", async () => {
    const displayName = (name: string) => name.toUpperCase();
    const http = createCiHttp({ values: { 'ca-certificate': '/no/such/file' }, displayName }, {});
    await expect(http({ method: 'GET', url: 'http://127.0.0.1:9/', headers: {} })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('CA-CERTIFICATE: is neither PEM text nor a file'),
    });
  });
});
