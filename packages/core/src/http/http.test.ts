import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp, type FileBody } from './http.ts';
import type { HttpLimits } from './limits.ts';

const LIMITS: HttpLimits = { connect: 5_000, silence: 5_000, total: 5_000 };

let server: Server | TcpServer;

afterEach(() => {
  if ('closeAllConnections' in server) server.closeAllConnections();
  server.close();
});

async function listen(started: Server | TcpServer, scheme = 'http'): Promise<string> {
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

async function get(listener: RequestListener, limits: Partial<HttpLimits> = {}) {
  const url = await listen(createServer(listener));
  const http = createHttp({ userAgent: 'test', limits: { ...LIMITS, ...limits } });
  return http({ method: 'GET', url, headers: {} });
}

/** A megabyte, sent again and again from the same memory. */
const large: FileBody = {
  length: 64 * 1024 * 1024,
  async *chunks() {
    const chunk = new Uint8Array(1024 * 1024);
    for (let sent = 0; sent < 64; sent += 1) yield chunk;
  },
};

describe('createHttp', () => {
  it('gives status, headers and body, and follows no redirect', async () => {
    const answer = await get((_, response) =>
      response.writeHead(302, { location: '/elsewhere', 'x-one': '1' }).end('moved'),
    );
    expect(answer).toMatchObject({ status: 302, headers: { 'x-one': '1' }, body: 'moved' });
  });

  it('keeps one connection for the requests of an operation', async () => {
    const ports = new Set<number | undefined>();
    const url = await listen(
      createServer((request, response) => {
        ports.add(request.socket.remotePort);
        response.end();
      }),
    );
    const http = createHttp({ userAgent: 'test' });
    for (let sent = 0; sent < 3; sent += 1) await http({ method: 'GET', url, headers: {} });
    expect(ports.size).toBe(1);
  });

  it('gives up on silence', async () => {
    await expect(get(() => {}, { silence: 50 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/did not answer: silent for 0\.05 s\.$/),
    });
  });

  it('ends the request that it gives up, so that the process can end', async () => {
    let closed: Promise<unknown> | undefined;
    // Keeps its side open. Its first write tells it nothing: only the one after is refused where the client has gone.
    const hanging = createTcpServer({ allowHalfOpen: true }, (socket) => {
      closed = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve));
      socket.once('end', () => socket.write('HTTP/1.1 200 OK\r\n', () => socket.write('\r\n'))).resume();
    });
    const http = createHttp({ userAgent: 'test', limits: { ...LIMITS, silence: 50 } });
    await expect(http({ method: 'GET', url: await listen(hanging), headers: {} })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    await closed;
  });

  it('gives up on an answer that falls silent in its middle', async () => {
    const half: RequestListener = (_, response) => void response.writeHead(200).write('{"result":');
    await expect(get(half, { silence: 50 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/did not answer: silent for 0\.05 s\.$/),
    });
  });

  it.each(['', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'])(
    'is told in words of a server that switches to another protocol (%j)',
    async (headers) => {
      const switching = createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n`));
      });
      const http = createHttp({ userAgent: 'test', limits: LIMITS });
      await expect(http({ method: 'GET', url: await listen(switching), headers: {} })).rejects.toMatchObject({
        code: 'PROXY_PAGE',
        message: expect.stringMatching(/^127\.0\.0\.1:\d+ answered 101 and wants to speak another protocol/),
      });
    },
  );

  it('gives up on a trickle in total', async () => {
    const trickle: RequestListener = (_, response) => {
      const timer = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(timer));
    };
    await expect(get(trickle, { total: 100 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/did not answer: not done within 0\.1 s\.$/),
    });
  });

  it('gives up on a connection whose handshake is never answered', async () => {
    const url = await listen(createTcpServer(), 'https');
    const http = createHttp({ userAgent: 'test', limits: { ...LIMITS, connect: 50 } });
    await expect(http({ method: 'GET', url, headers: {} })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/did not answer: no connection within 0\.05 s\.$/),
    });
  });

  it('hears a refusal in the middle of an upload', async () => {
    const url = await listen(
      createServer((request, response) => {
        request.once('data', () => response.writeHead(413).end('too large'));
      }),
    );
    const http = createHttp({ userAgent: 'test', limits: LIMITS });
    const request = { method: 'POST', url, headers: {}, body: large } as const;
    await expect(http(request)).resolves.toMatchObject({ status: 413, body: 'too large' });
  });

  it('sends nothing where a credential fits no header, and does not call that an instance that is away', async () => {
    const http = createHttp({ userAgent: 'test', limits: LIMITS });
    const headers = { 'x-sn-apikey': 'key-of\ntwo-lines' };
    const failure = await http({ method: 'GET', url: 'http://127.0.0.1:9/', headers }).catch(
      (error) => error,
    );
    expect(failure).toMatchObject({ code: 'INVALID_INPUT' });
    expect(failure.message).toMatch(/Nothing was sent to 127\.0\.0\.1:9: .* x-sn-apikey holds a line break/);
    expect(failure.message).not.toContain('two-lines');
  });

  it('says that a file could not be read', async () => {
    const url = await listen(createServer((request) => request.resume()));
    const http = createHttp({ userAgent: 'test', limits: LIMITS });
    const broken: FileBody = {
      length: 10,
      // biome-ignore lint/correctness/useYield: it fails before its first chunk
      async *chunks() {
        throw new Error('EACCES: permission denied');
      },
    };
    await expect(http({ method: 'POST', url, headers: {}, body: broken })).rejects.toThrowError(/EACCES/);
  });
});
