/** What the app calls of ServiceNow, and what it says where an instance does not have it. */

/** The oldest release that has all of it: RESTMessageV2.setAllowedRedirectURIs is the newest (c_RESTMessageV2API). */
export const MINIMUM_RELEASE = 'Yokohama';

export const OUTBOUND = 'sn_ws.RESTMessageV2';

/** An object of the platform that can be had without writing or calling anything, and what is called on it. */
interface Part {
  readonly name: string;
  readonly get: () => object;
  readonly methods: readonly string[];
}

function part<Api extends object>(
  name: string,
  get: () => Api,
  methods: readonly (keyof Api & string)[],
): Part {
  return { name, get, methods };
}

const PARTS: readonly Part[] = [
  part('gs', () => gs, [
    'addErrorMessage',
    'addInfoMessage',
    'error',
    'eventQueue',
    'eventQueueScheduled',
    'getProperty',
    'getUserID',
    'getUserName',
    'hasRole',
    'warn',
  ]),
  part('GlideRecord', () => new GlideRecord('x_change_gate_registration'), [
    'addNotNullQuery',
    'addNullQuery',
    'addQuery',
    'deleteMultiple',
    'deleteRecord',
    'get',
    'getDisplayValue',
    'getElement',
    'getUniqueValue',
    'getValue',
    'initialize',
    'insert',
    'isValidField',
    'next',
    'orderBy',
    'orderByDesc',
    'query',
    'setLimit',
    'setValue',
    'update',
  ]),
  part('GlideRecordSecure', () => new GlideRecordSecure('change_request'), [
    'get',
    'getUniqueValue',
    'getValue',
    'setValue',
    'update',
  ]),
  part('GlideDigest', () => new GlideDigest(), ['getSHA256Hex']),
  part('GlideDateTime', () => new GlideDateTime(), ['addSeconds', 'getNumericValue', 'getValue']),
  part(OUTBOUND, () => new sn_ws.RESTMessageV2(), [
    'disableForcedVariableSubstitution',
    'execute',
    'executeAsync',
    'setAllowedRedirectURIs',
    'setEndpoint',
    'setHttpMethod',
    'setHttpTimeout',
    'setLogLevel',
    'setMIDServer',
    'setRequestBody',
    'setRequestHeader',
  ]),
  part('sn_cc.ConnectionInfoProvider', () => new sn_cc.ConnectionInfoProvider(), ['getConnectionInfo']),
  part('sn_auth.GlideJWTAPI', () => new sn_auth.GlideJWTAPI(), ['generateJWT']),
  part('sn_fd.FlowAPI', () => sn_fd.FlowAPI, ['getRunner']),
  part('sn_ws_err.ServiceError', () => new sn_ws_err.ServiceError(), [
    'setDetail',
    'setMessage',
    'setStatus',
  ]),
];

/**
 * What this instance lacks of the platform's methods that the app calls, and what to do.
 *
 * @param api one of them alone: `OUTBOUND`
 * @returns a sentence or two for an admin; empty where nothing is missing
 */
export function missing(api?: string): string {
  const lack = lacking(api);
  return lack === ''
    ? ''
    : `${lack} An admin has to upgrade it to ${MINIMUM_RELEASE} or later, and then to press "Retry delivery" on the gate registrations that were refused.`;
}

/** What this instance lacks, as one sentence. @param api one of them alone; empty where nothing is missing */
export function lacking(api?: string): string {
  const names: string[] = [];
  for (const { name, get, methods } of PARTS) {
    if (api !== undefined && name !== api) continue;
    const object = made(get);
    if (object === null) names.push(name);
    else
      for (const method of methods) if (typeof object[method] !== 'function') names.push(`${name}.${method}`);
  }
  if (names.length === 0) return '';
  const release = gs.getProperty('glide.buildname', '') || 'of an unknown release';
  return `This instance (${release}) has no ${names.join(', ')}, which Change Gate calls.`;
}

function made(get: () => object): Readonly<Record<string, unknown>> | null {
  try {
    return get() as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}

/**
 * Whether the instance or the app threw an error, not what is at the other end of a connection: the release lacks a
 * method or an API, the instance does not grant it to the app (KB1641480), or the app has a mistake.
 *
 * By its text, which reads the same in whichever script it was made. A connection that fails is a Java exception.
 */
export function isFault(error: unknown): boolean {
  return /^(?:Type|Reference)Error\b|not allowed in scope|cross.scope access/i.test(String(error));
}

/** What an admin has to do about an error that no other end of a connection has caused. */
export function fault(error: unknown): string {
  const cause =
    missing() ||
    'Change Gate failed by an error of its own, or was not granted what it calls; the CI server is not at fault. An admin has to run the self-test of Change Gate and to look into the system log, and after the repair to press "Retry delivery".';
  return `${cause} It failed with: ${error}`;
}
