import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isLoopback } from '../../../http/loopback.ts';
import type { HttpAnswer, HttpCall } from '../node/node-protocol.ts';

/** What tests can do around each request that a script sends; both may kill the node that sends it. */
export interface HttpHooks {
  beforeSend?(request: OutboundRequest): void | Promise<void>;
  /** After the answer arrived, before the script gets it. */
  afterSend?(request: OutboundRequest, answer: HttpAnswer): void | Promise<void>;
}

export interface OutboundRequest {
  /** id of the node whose script sends it */
  readonly node: string;
  readonly method: string;
  readonly url: string;
  /** Name of the MID Server that it goes through; empty for none. */
  readonly midServer: string;
  /** The URLs that a redirect may lead to; null for any. */
  readonly allowedRedirects: readonly string[] | null;
  /** Of the outbound HTTP log; empty where the script set none. */
  readonly logLevel: string;
}

/**
 * @fact `setHttpTimeout` | how long a socket may be silent; then the response has error code 1. Where no connection comes
 * about, `execute` throws | documented | c_RESTMessageV2API
 *
 * Sends what a script asked for, without following redirects, to this machine only.
 * @param gone aborts it when the node dies
 */
export function sendHttp(call: HttpCall, gone: AbortSignal): Promise<HttpAnswer> {
  const url = URL.canParse(call.url) ? new URL(call.url) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    return failed(`Not an HTTP URL: ${call.url}`);
  if (!isLoopback(url)) return failed(`The sandbox calls loopback hosts only, not ${url.host}`);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const { method, body, timeout } = call;
  const headers =
    body === '' ? call.headers : { ...call.headers, 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    let request: ClientRequest;
    try {
      request = send(url, { method, headers, timeout, signal: gone, agent: false });
    } catch (error) {
      // A header value that HTTP cannot carry.
      resolve({ outcome: 'failed', message: (error as Error).message });
      return;
    }
    request.on('timeout', () => {
      resolve({ outcome: 'timeout', message: `Socket timeout after ${timeout} ms` });
      request.destroy();
    });
    request.on('error', (error) => resolve({ outcome: 'failed', message: error.message }));
    request.on('response', (response) => {
      read(response).then(resolve, (error: Error) => resolve({ outcome: 'failed', message: error.message }));
    });
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    outcome: 'answered',
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function failed(message: string): Promise<HttpAnswer> {
  return Promise.resolve({ outcome: 'failed', message });
}
