/** A reverse proxy on loopback that changes what passes: it plants a difference between the suite and a server. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface PassingRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Empty for none. */
  readonly body: string;
}

export interface PassingAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** @param forward asks the server, as often as it is called @returns what is answered */
export type Tamper = (
  request: PassingRequest,
  forward: (request?: PassingRequest) => Promise<PassingAnswer>,
) => Promise<PassingAnswer>;

export interface TamperingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** @param target where it passes requests on to */
export async function startProxy(target: string, tamper: Tamper): Promise<TamperingProxy> {
  const server = createServer((incoming, response) => {
    pass(target, tamper, incoming, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Of one connection, or made anew for what is sent on. */
const NOT_SENT_ON = [
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
];

async function pass(
  target: string,
  tamper: Tamper,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/', headers } = incoming;
  const sent = new Headers(
    Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  );
  for (const name of [...NOT_SENT_ON, 'accept-encoding']) sent.delete(name);
  const forward = async (request: PassingRequest): Promise<PassingAnswer> => {
    const answer = await fetch(target + request.path, {
      method: request.method,
      headers: sent,
      redirect: 'manual',
      ...(request.body !== '' && { body: request.body }),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };
  const original = { method, path, body: await text(incoming) };
  const answer = await tamper(original, (changed = original) => forward(changed));
  const answered = [...answer.headers].filter(([name]) => !NOT_SENT_ON.includes(name));
  response.writeHead(answer.status, answered.flat()).end(answer.body);
}
