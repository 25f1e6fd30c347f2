/** One HTTP exchange with the instance. Knows no ServiceNow; a failed connection is a GateError. */
import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { HttpClient } from '@actions/http-client';
import { createAgent, type TlsOptions } from './agents.ts';
import { connectionFailure, proxyRefused, switchedProtocols } from './connection-failure.ts';
import { type HttpLimits, SilenceTimeout, TotalTimeout } from './limits.ts';
import { proxyFor } from './proxy.ts';

/** One request, complete: nothing is added to it but the user agent and the length of its body. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FileBody;
  /** Sending it twice does what sending it once does. */
  readonly idempotent?: boolean;
}

/** A body that is read as it is sent, from the start for every attempt. */
export interface FileBody {
  /** Bytes */
  readonly length: number;
  /** Each chunk is good until the next one is asked for: its memory is used again. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Every answer, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends one request. What it throws is a GateError: no answer came. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions {
  readonly userAgent: string;
  readonly tls?: TlsOptions;
  /** Names the proxies. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limits?: HttpLimits;
}

/** ServiceNow itself gives up on a REST transaction after 60 seconds by default. */
const LIMITS: HttpLimits = { connect: 15_000, silence: 70_000, total: 300_000 };

/**
 * Over `@actions/http-client`, the client of the CI runners. Never follows a redirect and never sends a request
 * twice: only the caller knows which may be.
 * @throws GateError when no answer came: UNAVAILABLE, CERTIFICATE_REFUSED, PROXY_REFUSED or PROXY_PAGE
 */
export function createHttp({ userAgent, tls = {}, env = process.env, limits = LIMITS }: HttpOptions): Http {
  const agents = new Map<string, Agent>();
  const agentFor = (target: URL): Agent => {
    const agent =
      agents.get(target.origin) ?? createAgent(target, { env, tls, connectLimit: limits.connect });
    agents.set(target.origin, agent);
    return agent;
  };
  return async ({ method, url, headers, body }) => {
    const target = new URL(url);
    const total = AbortSignal.timeout(limits.total);
    // The client neither listens to the body that it is given nor ends a request that it has given up.
    const ended = new AbortController();
    const signal = AbortSignal.any([total, ended.signal]);
    const client = await createClient(userAgent, limits, { agent: agentFor(target), signal, ...tls });
    try {
      const sent = { ...headers, ...lengthOf(body) };
      // Its types know no body that is absent; its code does.
      const data = (typeof body === 'object' ? streamOf(body, ended) : body) as string;
      const { message } = await client.request(method, url, data, sent);
      // A proxy that makes no tunnel says so in the answer itself; only a proxy answers 407 (RFC 9110).
      if (message.statusCode === 407 && target.protocol === 'http:' && proxyFor(target, env)) {
        message.destroy();
        throw proxyRefused(target, 407);
      }
      if (message.statusCode === 101) throw switchedProtocols(target);
      message.setTimeout(limits.silence, () => ended.abort(new SilenceTimeout()));
      return { status: message.statusCode ?? 0, headers: message.headers, body: await text(message) };
    } catch (error) {
      const cause = total.aborted ? new TotalTimeout() : (ended.signal.reason ?? error);
      ended.abort(cause);
      throw connectionFailure(target, cause, limits);
    }
  };
}

/** @param extra what Node's request takes and the client's own options do not name */
async function createClient(
  userAgent: string,
  limits: HttpLimits,
  extra: RequestOptions,
): Promise<HttpClient> {
  // Loaded at the first request: a usage error need not wait for it.
  const client = await import('@actions/http-client');
  const handler = {
    prepareRequest: (options: RequestOptions) => void Object.assign(options, extra),
    canHandleAuthentication: () => false,
    handleAuthentication: () =>
      Promise.reject(new Error('No answer to a challenge: credentials are sent at once')),
  };
  // The client waits for ever for a request whose connection is taken to another protocol.
  class Client extends client.HttpClient {
    override requestRawWithCallback(
      ...[info, data, onResult]: Parameters<HttpClient['requestRawWithCallback']>
    ) {
      const request = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void) =>
        info.httpModule.request(options, onAnswer).once('upgrade', (answer, socket) => {
          socket.destroy();
          onResult(undefined, new client.HttpClientResponse(answer));
        });
      const httpModule = { request } as unknown as typeof info.httpModule;
      super.requestRawWithCallback({ ...info, httpModule }, data, onResult);
    }
  }
  const options = { allowRedirects: false, allowRetries: false, socketTimeout: limits.silence };
  // The agent that it would make itself for each request is used by none, and for proxies it brings a library.
  return Object.defineProperty(new Client(userAgent, [handler], options), '_getAgent', {
    value: () => extra.agent,
  });
}

function lengthOf(body: HttpRequest['body']): Record<string, number> {
  if (body === undefined) return {};
  return { 'content-length': typeof body === 'string' ? Buffer.byteLength(body) : body.length };
}

/** Asks for a chunk only when the one before has been handed to the system: its memory is used again. */
function streamOf(body: FileBody, ended: AbortController): Readable {
  const stream = Readable.from(body.chunks(), { objectMode: false, highWaterMark: 0 });
  return stream.once('error', (error) => ended.abort(error));
}
