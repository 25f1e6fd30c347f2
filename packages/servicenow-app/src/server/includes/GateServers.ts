/** The CI servers that an admin has listed. Nothing else is ever called. */
import * as GateHttpError from './GateHttpError.ts';

const TABLE = 'x_change_gate_ci_server';

/** A CI server that may be called. */
export interface CiServer {
  readonly sysId: string;
  /** For people: `Codefresh`. */
  readonly name: string;
  /** API base URL without a trailing slash. */
  readonly baseUrl: string;
  /** Name of the MID Server that calls go through; empty for none. */
  readonly midServer: string;
  /** Who decides for its builds: `rules` or `subflow`. */
  readonly decidedBy: string;
}

/** Scheme, host in lower case, port and path: no user, query, fragment, escape or dot segment. */
const BASE_URL =
  /^(https?):\/\/([a-z0-9]+(?:[.-][a-z0-9]+)*)(?::\d{1,5})?(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** The listed server with this base URL, letter by letter. @throws a 403 HttpError for one that is not listed */
export function find(ci: string, baseUrl: string): CiServer {
  // Its shape first: in a query, ^ would begin a condition.
  const server = mayBeCalled(baseUrl) ? listed(ci, baseUrl) : null;
  if (server !== null) return server;
  throw GateHttpError.create(
    403,
    'CI server not listed',
    `${baseUrl} is not a CI server that this instance calls for ${ci}.`,
    `An admin of Change Gate adds it in "CI servers", with exactly this API base URL${baseUrl.indexOf('https://') === 0 ? '' : '; http:// is for loopback hosts, and where property x_change_gate.allow_loopback_http is true'}.`,
  );
}

function listed(ci: string, baseUrl: string): CiServer | null {
  const server = new GlideRecord(TABLE);
  server.addQuery('base_url', baseUrl);
  server.addQuery('ci', ci);
  server.addQuery('active', true);
  server.query();
  while (server.next()) {
    // The database may compare without regard to case; a server is listed exactly, or not.
    if (server.getValue('base_url') === baseUrl) return fromRecord(server);
  }
  return null;
}

/** The server of a registration; `null` when it has been taken off the list since. */
export function get(sysId: string): CiServer | null {
  const server = new GlideRecord(TABLE);
  if (sysId === '' || !server.get('sys_id', sysId) || server.getValue('active') !== '1') return null;
  const found = fromRecord(server);
  return mayBeCalled(found.baseUrl) ? found : null;
}

/** A server's name for work notes, whether or not it may still be called. */
export function nameOf(sysId: string): string {
  const server = new GlideRecord(TABLE);
  return server.get('sys_id', sysId) ? (server.getValue('name') ?? '') : 'the CI server';
}

function mayBeCalled(baseUrl: string): boolean {
  const [, scheme, host] = BASE_URL.exec(baseUrl) ?? [];
  return scheme === 'https' || (host !== undefined && isAllowedLoopback(host));
}

/** Whether a URL is one of a loopback host over plain HTTP, and this instance may call such. */
export function isLoopback(url: string): boolean {
  const [, scheme, host] = BASE_URL.exec(url) ?? [];
  return scheme === 'http' && host !== undefined && isAllowedLoopback(host);
}

function isAllowedLoopback(host: string): boolean {
  const loopback = host === '127.0.0.1' || host === 'localhost';
  return loopback && gs.getProperty('x_change_gate.allow_loopback_http', 'false') === 'true';
}

function fromRecord(server: GlideRecord): CiServer {
  return {
    sysId: server.getUniqueValue(),
    name: server.getValue('name') ?? '',
    baseUrl: server.getValue('base_url') ?? '',
    midServer: server.getValue('mid_server') ?? '',
    decidedBy: server.getValue('decided_by') || gs.getProperty('x_change_gate.decided_by', 'rules'),
  };
}
