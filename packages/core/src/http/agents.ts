/** Connections to one server, straight or through a proxy. */
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import * as nodeTls from 'node:tls';
import { GateError } from '../errors.ts';
import { ConnectTimeout } from './limits.ts';
import { proxyFor } from './proxy.ts';

/** Certificates and keys as PEM texts. */
export interface TlsOptions {
  /** Authorities to trust instead of those that Node knows. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface AgentOptions {
  /** Milliseconds until the connection must stand. */
  readonly connectLimit: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tls: TlsOptions;
}

/**
 * @returns an agent that keeps its connection open between the requests of one operation
 * @throws GateError PROXY_REFUSED where a proxy leads to the target and this Node knows none
 */
export function createAgent(target: URL, { env, tls, connectLimit }: AgentOptions): Agent {
  const secure = target.protocol === 'https:';
  const proxy = proxyFor(target, env);
  const options = { keepAlive: true, ...(proxy && proxied(target, proxy, tls)) };
  // A job's NODE_TLS_REJECT_UNAUTHORIZED, meant for another tool, would send the password to anybody, and believe their answer.
  const agent = secure ? new TlsAgent({ ...options, ...tls, rejectUnauthorized: true }) : new Agent(options);
  limitConnecting(agent, secure && proxy !== undefined, connectLimit);
  return agent;
}

function proxied({ protocol, host }: URL, proxy: URL, { ca }: TlsOptions) {
  // The option and this flag came with the same versions of Node. An older one would connect past the proxy.
  if (!process.allowedNodeEnvironmentFlags.has('--use-env-proxy')) {
    throw new GateError(
      'PROXY_REFUSED',
      `${host} is reached through the proxy ${proxy.host}, which needs Node 24.5 or newer; this is Node ${process.versions.node}.`,
    );
  }
  if (proxy.protocol === 'https:' && ca !== undefined) trustEverywhere(ca);
  return { proxyEnv: { [`${protocol.slice(0, -1)}_proxy`]: proxy.href } };
}

/** Node has no option for the authority of a proxy's own certificate. */
function trustEverywhere(ca: string): void {
  try {
    nodeTls.setDefaultCACertificates([...nodeTls.getCACertificates('default'), ca]);
  } catch {
    // It is no certificate: nothing is trusted for it, which the handshake reports.
  }
}

/** @param tunnelled whether the agent's connections stand only once a proxy has led them to the target */
function limitConnecting(agent: Agent, tunnelled: boolean, limit: number): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, connected) => {
    let timer: NodeJS.Timeout | undefined;
    const stop = () => clearTimeout(timer);
    const socket = connect(options, (error, stream) => {
      stop();
      connected?.(error, stream);
    });
    if (!socket) return socket;
    timer = setTimeout(() => {
      // Node's types know no failure without a stream; its code does.
      (connected as ((error: Error) => void) | undefined)?.(new ConnectTimeout());
      socket.on('error', () => {}).destroy(new ConnectTimeout());
    }, limit);
    if (!tunnelled) socket.once(socket instanceof nodeTls.TLSSocket ? 'secureConnect' : 'connect', stop);
    return (socket as Duplex).once('close', stop);
  };
}
