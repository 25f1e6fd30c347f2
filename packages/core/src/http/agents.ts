/** The way out of this network: straight, or through a proxy. */
import { Agent, type AgentOptions, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect } from 'node:tls';
import type { TlsOptions } from './http.ts';
import { proxyFor } from './proxy.ts';

/** The proxy answered something other than 200 when asked for a tunnel. */
export class TunnelRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the proxy answered ${status}`);
    this.status = status;
  }
}

/** The connection did not stand in time, its TLS handshake included. */
export class ConnectTimeout extends Error {}

export interface AgentsOptions {
  /** Milliseconds until the connection must stand. */
  readonly connectLimit: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tls: TlsOptions;
}

/** @returns an agent that keeps its connection open between the requests of one operation */
export function createAgent(target: URL, { env, tls, connectLimit }: AgentsOptions): Agent {
  const secure = target.protocol === 'https:';
  const proxy = proxyFor(target, env);
  const options = { keepAlive: true, ...tls };
  if (proxy !== undefined) return new TunnelAgent(options, proxy, secure, connectLimit);
  const agent = secure ? new TlsAgent(options) : new Agent({ keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (destination, connected) => {
    const socket = connect(destination, connected);
    if (socket) limitConnecting(socket, secure, connectLimit);
    return socket;
  };
  return agent;
}

function limitConnecting(socket: Duplex, secure: boolean, limit: number): void {
  const timer = setTimeout(() => socket.destroy(new ConnectTimeout()), limit);
  const stop = () => clearTimeout(timer);
  socket.once(secure ? 'secureConnect' : 'connect', stop);
  socket.once('close', stop);
}

type Connected = (error: Error | null, stream: Duplex) => void;

/** What Node tells an agent about the connection that it wants. */
interface Destination {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
  readonly servername?: string;
}

/** Asks the proxy for a tunnel (RFC 9110, CONNECT), and speaks to the target through it. */
class TunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #tls: TlsOptions | undefined;
  readonly #connectLimit: number;

  constructor(options: AgentOptions & TlsOptions, proxy: URL, secure: boolean, connectLimit: number) {
    super(options);
    this.#proxy = proxy;
    this.#connectLimit = connectLimit;
    this.#tls = secure ? options : undefined;
    // Node takes the scheme of a request from its agent.
    Object.assign(this, secure && { protocol: 'https:', defaultPort: 443 });
  }

  override createConnection(destination: Destination, connected?: Connected): undefined {
    const { hostname: host, port, protocol, username, password } = this.#proxy;
    const authority = `${destination.host}:${destination.port}`;
    const send = protocol === 'https:' ? tlsRequest : plainRequest;
    const credentials = `${decoded(username)}:${decoded(password)}`;
    const connect = send({
      host,
      port: port || (protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      agent: false,
      headers: {
        host: authority,
        ...(username !== '' && {
          'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}`,
        }),
      },
      ...(protocol === 'https:' && this.#tls?.ca !== undefined && { ca: this.#tls.ca }),
    });
    // Node's types know no failure without a stream; its code does.
    const fail = connected as ((error: Error) => void) | undefined;
    connect.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode !== 200) {
        socket.destroy();
        fail?.(new TunnelRefused(statusCode));
      } else connected?.(null, this.#overTls(socket, destination));
    });
    connect.once('error', (error) => fail?.(error));
    connect.setTimeout(this.#connectLimit, () => connect.destroy(new ConnectTimeout()));
    connect.end();
    return undefined;
  }

  #overTls(socket: Duplex, { host, servername }: Destination): Duplex {
    if (this.#tls === undefined) return socket;
    const { ca, cert, key } = this.#tls;
    const tls = tlsConnect({
      socket,
      servername: servername || (host ?? ''),
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    });
    limitConnecting(tls, true, this.#connectLimit);
    return tls;
  }
}

/** A password with a bare `%` is meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
