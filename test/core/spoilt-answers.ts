/** An instance whose answers have something else in them than they should: a thin layer over a sandbox's HTTP. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer as it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Makes another answer of one to `GET /api/now/table/change_request`, say; the path is without its query. */
export type Spoil = (answer: Answer, path: string) => Answer;

export interface SpoiltInstance {
  readonly url: string;
  close(): void;
}

/** @param url of the instance that is asked behind it */
export async function spoil(url: string, change: Spoil): Promise<SpoiltInstance> {
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { authorization = '', 'content-type': type } = headers;
    const answered = await fetch(url + path, {
      method,
      headers: { authorization, accept: 'application/json', ...(type && { 'content-type': type }) },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const answer = change(
      {
        status: answered.status,
        type: answered.headers.get('content-type') ?? '',
        body: await answered.text(),
      },
      path.replace(/\?.*/, ''),
    );
    response.writeHead(answer.status, { 'content-type': answer.type, connection: 'close' });
    response.end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
