import type { Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Refusal, refuseForeign } from './refuse-foreign.ts';

export interface Listening {
  /** `http://127.0.0.1:<port>`, or `https`, without a trailing slash. */
  readonly url: string;
  /** Stops listening and destroys open sockets, so that no client can hold the process. */
  close(): Promise<void>;
}

/** PEM texts. A client may show a certificate, and need not: the app decides what that is worth. */
export interface Tls {
  readonly key: string;
  readonly cert: string;
  /** The authority whose client certificates count as authorized. */
  readonly ca: string;
}

/**
 * Serves an app on the loopback interface, and nowhere else. What a browser sends for another site's page is refused.
 * @param port 0 for a free one
 * @param tls for HTTPS; plain HTTP without
 */
// biome-ignore lint/suspicious/noExplicitAny: an app may have any environment; Hono's type is invariant in it
export async function listen(app: Hono<any>, port = 0, tls?: Tls): Promise<Listening> {
  const secure = tls && {
    createServer,
    serverOptions: { ...tls, requestCert: true, rejectUnauthorized: false },
  };
  let refuse: Refusal = () => undefined;
  const server = createAdaptorServer({
    fetch: (request, env) => refuse(request) ?? app.fetch(request, env),
    ...secure,
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`;
  refuse = refuseForeign(url);
  return {
    url,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
