/**
 * The credentials for calls to a CI server: the registration's own token, or a credential that an admin keeps in
 * ServiceNow under a name, so that pipelines send none.
 */
import type { ApprovalAnswer, ApprovalApi, ApprovalHttp, CallToken } from '@change-gate/core/approval';
import { secretForms, withoutForms } from '@change-gate/core/secret-forms';
import * as GateHttp from './GateHttp.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GatePlatform from './GatePlatform.ts';
import type { Registration } from './GateRequest.ts';
import type { CiServer } from './GateServers.ts';
import * as GateTime from './GateTime.ts';

const TABLE = 'x_change_gate_credential';

const SYS_ID = /^[0-9a-f]{32}$/;

const FILLED_IN = /\S/;

/** Through what a CI server is called. */
export interface Caller {
  readonly api: ApprovalApi;
  readonly http: ApprovalHttp;
  /** The server's API base URL. */
  readonly baseUrl: string;
}

/**
 * The credential that a registration names, for this server and this user.
 *
 * @param wants the kind with which alone its gate can be answered
 * @returns its sys_id; empty for a registration that brings its own token
 * @throws a 403 HttpError; it is the same whether the credential does not exist or is somebody else's
 */
export function find(wanted: Registration['credential'], server: CiServer, wants?: 'app' | 'token'): string {
  if ('token' in wanted) return '';
  const row = new GlideRecord(TABLE);
  row.addQuery('name', wanted.alias);
  row.addQuery('server', server.sysId);
  row.addQuery('active', true);
  row.query();
  while (row.next()) {
    const user = row.getValue('user') ?? '';
    const isMine = user === '' || user === gs.getUserID();
    if (row.getValue('name') !== wanted.alias || !isMine) continue;
    requireKind(row, wants);
    requireFilledIn(row);
    return row.getUniqueValue();
  }
  throw GateHttpError.create(
    403,
    'Credential not listed',
    `${gs.getUserName()} may not use a credential ${wanted.alias} for ${server.baseUrl}.`,
    'Check the name; where it is right, an admin of Change Gate adds it in "CI credentials".',
  );
}

/** Said when it is registered: no attempt would help, and the first one may be days later. */
function requireKind(row: GlideRecord, wants: 'app' | 'token' | undefined): void {
  const kind = row.getValue('kind') === 'app' ? 'app' : 'token';
  if (wants === undefined || kind === wants) return;
  throw GateHttpError.create(
    403,
    'Credential of another kind',
    wants === 'app'
      ? `This gate is answered by its app alone, and credential ${row.getValue('name')} holds a token.`
      : `This gate is answered by a person's or machine user's token alone, and credential ${row.getValue('name')} is an app's.`,
    wants === 'app'
      ? 'Name one of the kind "App installation".'
      : 'Name one that holds such a token, or use the gate that the app answers.',
  );
}

/** Said when it is registered, too. Whether the instance can sign with the provider, only a call shows. */
function requireFilledIn(row: GlideRecord): void {
  const lacks = (column: string, form: RegExp) => !form.test(row.getValue(column) ?? '');
  const missing =
    row.getValue('kind') === 'app'
      ? [
          lacks('jwt_provider', SYS_ID) ? ['the sys_id of its JWT provider'] : [],
          lacks('app_id', FILLED_IN) ? ['its App ID'] : [],
          lacks('installation_id', FILLED_IN) ? ['its Installation ID'] : [],
        ].flat()
      : lacks('alias', FILLED_IN)
        ? ['its alias']
        : [];
  if (missing.length === 0) return;
  throw GateHttpError.create(
    403,
    'Credential not filled in',
    `Credential ${row.getValue('name')} lacks ${missing.join(', ')}.`,
    'An admin of Change Gate fills it in, in "CI credentials".',
  );
}

/**
 * Gets the token for one call, from the registration or its credential.
 *
 * @returns the token, or the answer that ends the attempt
 */
export function open(registration: GlideRecord, caller: Caller): CallToken | ApprovalAnswer {
  const sysId = registration.getValue('credential') ?? '';
  if (sysId === '') {
    const token = registration.getElement('token').getDecryptedValue() ?? '';
    return token === '' ? refused('The registration has no token. Put one into its form.') : kept(token);
  }
  const server = registration.getValue('server') ?? '';
  return openKept(sysId, server, () => JSON.parse(registration.getValue('target') || '{}'), caller);
}

/**
 * As `open`, of a credential that ServiceNow keeps.
 *
 * @param server sys_id of the CI server that it must be listed for
 */
export function openKept(
  sysId: string,
  server: string,
  target: () => Readonly<Record<string, string>>,
  caller: Caller,
): CallToken | ApprovalAnswer {
  const row = new GlideRecord(TABLE);
  const isListed =
    row.get('sys_id', sysId) && row.getValue('active') === '1' && row.getValue('server') === server;
  if (!isListed)
    return refused('The credential is not in the active "CI credentials" of this server any more.');
  return row.getValue('kind') === 'app' ? minted(row, target(), caller) : fromAlias(row);
}

/** The id by which the CI knows the app of a credential; empty for one that is no app's. */
export function appIdOf(sysId: string): string {
  const row = new GlideRecord(TABLE);
  const isApp = sysId !== '' && row.get('sys_id', sysId) && row.getValue('kind') === 'app';
  return isApp ? (row.getValue('app_id') ?? '').trim() : '';
}

/** A Connection & Credential alias: the password or API key of its active connection. */
function fromAlias(row: GlideRecord): CallToken | ApprovalAnswer {
  const name = row.getValue('name');
  let secret = '';
  try {
    const connection = new sn_cc.ConnectionInfoProvider().getConnectionInfo(row.getValue('alias') ?? '');
    secret =
      connection?.getCredentialAttribute('password') || connection?.getCredentialAttribute('api_key') || '';
  } catch (error) {
    if (GatePlatform.isFault(error)) throw error;
    gs.error(`Change Gate could not read the alias of credential ${name}: ${error}`);
  }
  return secret === ''
    ? refused(`The alias of credential ${name} has no active connection with a password or an API key.`)
    : kept(secret);
}

/** A token that is made for this call alone, and revoked afterwards. ServiceNow signs who the app is. */
function minted(
  row: GlideRecord,
  target: Readonly<Record<string, string>>,
  { api, http, baseUrl }: Caller,
): CallToken | ApprovalAnswer {
  const name = row.getValue('name') ?? '';
  const { appTokens } = api;
  if (appTokens === undefined)
    return refused(`Credential ${name} is of an app, and ${api.ci} knows no apps.`);
  const now = Math.floor(GateTime.milliseconds() / 1000);
  let proof = '';
  try {
    const header = JSON.stringify({ alg: 'RS256', typ: 'JWT' });
    const claims = JSON.stringify(appTokens.claims(row.getValue('app_id') ?? '', now));
    proof = new sn_auth.GlideJWTAPI().generateJWT(row.getValue('jwt_provider') ?? '', header, claims) ?? '';
  } catch (error) {
    if (GatePlatform.isFault(error)) throw error;
    gs.error(`Change Gate could not sign for credential ${name}: ${error}`);
  }
  if (proof === '')
    return refused(
      `The JWT provider of credential ${name} did not sign: no provider of that sys_id, a key store without the key, or a policy of the instance. An admin finds the cause in the system log, and then presses Retry delivery.`,
    );
  const installationId = row.getValue('installation_id') ?? '';
  // The server may echo what it was sent, and a proof is good for minutes.
  const forms = secretForms(proof);
  const cleaned = GateHttp.withRedaction(http, (text) => withoutForms(text, forms, '(token)'));
  return appTokens.mint({ server: baseUrl, credential: name, installationId, target, proof }, cleaned);
}

function kept(token: string): CallToken {
  return { token, release: () => {} };
}

function refused(detail: string): ApprovalAnswer {
  return { outcome: 'refused', detail };
}
