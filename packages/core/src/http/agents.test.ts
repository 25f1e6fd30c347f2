import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttp } from './http.ts';

const TARGET = { method: 'GET', url: 'https://acme.invalid/', headers: {} } as const;
const LIMITS = { connect: 50, silence: 60_000, total: 60_000 };

const closing: (() => void)[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0)) close();
});

/** @returns `127.0.0.1:PORT` */
async function listen(server: Server | HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.on('connection', (socket) => closing.push(() => socket.destroy()));
  closing.push(() => server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(env: Readonly<Record<string, string>>) {
  return createHttp({ userAgent: 'test', env, limits: LIMITS })(TARGET);
}

describe('a proxy', () => {
  it.each([
    ['never answers', ''],
    ['makes a tunnel to a server that is silent', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])('that %s is given up in time', async (_what, answer) => {
    const proxy = await listen(createServer((socket) => socket.once('data', () => socket.write(answer))));
    await expect(send({ HTTPS_PROXY: proxy })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'acme.invalid did not answer: no connection within 0.05 s.',
    });
  });

  it.each([
    ['hangs up', ''],
    ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.7\r\n\r\n'],
  ])('that %s has not refused', async (_what, answer) => {
    const proxy = await listen(createServer((socket) => socket.once('data', () => socket.end(answer))));
    await expect(send({ HTTPS_PROXY: proxy })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is asked, whatever is given as the certificate of its authority', async () => {
    const ca = '-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n';
    const http = createHttp({ userAgent: 'test', env: { HTTPS_PROXY: 'https://127.0.0.1:9' }, tls: { ca } });
    await expect(http(TARGET)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is told the whole address where the server has no TLS', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = await listen(
      createHttpServer((request, response) => {
        asked.push(request.url, request.headers['proxy-authorization']);
        response.end('from the server');
      }),
    );
    const http = createHttp({ userAgent: 'test', env: { http_proxy: `http://ci:100%@${proxy}` } });
    const answer = await http({ ...TARGET, url: 'http://gitlab.invalid/api' });
    expect(answer).toMatchObject({ status: 200, body: 'from the server' });
    expect(asked).toEqual([
      'http://gitlab.invalid/api',
      `Basic ${Buffer.from('ci:100%').toString('base64')}`,
    ]);
  });

  it('that wants other credentials for a server without TLS has refused', async () => {
    const proxy = await listen(createHttpServer((_, response) => response.writeHead(407).end()));
    const http = createHttp({ userAgent: 'test', env: { http_proxy: proxy } });
    await expect(http({ ...TARGET, url: 'http://gitlab.invalid/api' })).rejects.toMatchObject({
      code: 'PROXY_REFUSED',
    });
  });

  it('is not gone past by a Node that is too old to use one', async () => {
    vi.spyOn(process, 'allowedNodeEnvironmentFlags', 'get').mockReturnValue(new Set());
    await expect(send({ HTTPS_PROXY: 'proxy.invalid:3128' })).rejects.toMatchObject({
      code: 'PROXY_REFUSED',
      message: `acme.invalid is reached through the proxy proxy.invalid:3128, which needs Node 24.5 or newer; this is Node ${process.versions.node}.`,
    });
    const straight = { HTTPS_PROXY: 'proxy.invalid:3128', NO_PROXY: 'acme.invalid' };
    await expect(send(straight)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
