import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCiHttp } from '@change-gate/core';
import { afterEach, describe, expect, it } from 'vitest';
import { assertMatchesDescription } from '../../test/openapi/description.ts';
import { createGitHubReader } from './github-reader.ts';

const HTTP = createCiHttp({ values: {}, displayName: (name) => name }, {});

describe('createGitHubReader', () => {
  const server = createServer();
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('asks as GitHub wants to be asked', async () => {
    server.on('request', ({ method, url, headers }, response) => {
      const request = {
        method: method ?? '',
        url: `http://localhost${url}`,
        headers: headers as Record<string, string>,
      };
      assertMatchesDescription(request, 'http://localhost/api/v3');
      response.end(JSON.stringify({ asked: url, as: headers.authorization }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`;
    const read = createGitHubReader(base, 'ghs_job', HTTP);
    expect(await read('/repos/globex/shop/environments/prod')).toEqual({
      status: 200,
      headers: expect.objectContaining({ connection: expect.any(String) }),
      json: { asked: '/api/v3/repos/globex/shop/environments/prod', as: 'Bearer ghs_job' },
    });
  });

  it('says when GitHub does not answer', async () => {
    const read = createGitHubReader('http://127.0.0.1:9', 'ghs_job', HTTP);
    await expect(read('/repos/globex/shop/environments/prod')).rejects.toThrowError(
      /127\.0\.0\.1:9 did not answer/,
    );
  });
});
