/**
 * With what a CI server is called: the registration's own token, or a credential that an admin keeps in
 * ServiceNow under a name, so that pipelines send none.
 */
import type { ApprovalAnswer, ApprovalHttp, ApprovalHttpResponse } from '@change-gate/core/approval';
import * as GateHttpError from './GateHttpError.ts';
import type { Registration } from './GateRequest.ts';
import type { CiServer } from './GateServers.ts';
import * as GateTime from './GateTime.ts';

const TABLE = 'x_change_gate_credential';

/** A token for one delivery. */
export interface Token {
  readonly token: string;
  /** Called when the delivery is over; a token made for it alone is revoked. */
  release(): void;
}

/**
 * The credential that a registration names, for this server and this user.
 *
 * @returns its sys_id; empty for a registration that brings its own token
 * @throws a 403 HttpError; it is the same whether the credential does not exist or is somebody else's
 */
export function find(wanted: Registration['credential'], server: CiServer): string {
  if ('token' in wanted) return '';
  const row = new GlideRecord(TABLE);
  row.addQuery('name', wanted.alias);
  row.addQuery('server', server.sysId);
  row.addQuery('active', true);
  row.query();
  while (row.next()) {
    const user = row.getValue('user') ?? '';
    const isMine = user === '' || user === gs.getUserID();
    if (row.getValue('name') === wanted.alias && isMine) return row.getUniqueValue();
  }
  throw GateHttpError.create(
    403,
    'Credential not listed',
    `${gs.getUserName()} may not use a credential ${wanted.alias} for ${server.baseUrl}. An admin of Change Gate adds it in "CI credentials".`,
  );
}

/** @returns the token, or the answer that ends the attempt */
export function open(registration: GlideRecord, http: ApprovalHttp, baseUrl: string): Token | ApprovalAnswer {
  const sysId = registration.getValue('credential') ?? '';
  if (sysId === '') {
    const token = registration.getElement('token').getDecryptedValue() ?? '';
    return token === '' ? refused('The registration has no token. Register the build again.') : kept(token);
  }
  const row = new GlideRecord(TABLE);
  const isListed =
    row.get('sys_id', sysId) &&
    row.getValue('active') === '1' &&
    row.getValue('server') === registration.getValue('server');
  if (!isListed)
    return refused('The credential is not in the active "CI credentials" of this server any more.');
  return row.getValue('kind') === 'app' ? minted(row, http, baseUrl) : fromAlias(row);
}

/** A Connection & Credential alias: the password or API key of its active connection. */
function fromAlias(row: GlideRecord): Token | ApprovalAnswer {
  const name = row.getValue('name');
  let secret = '';
  try {
    const connection = new sn_cc.ConnectionInfoProvider().getConnectionInfo(row.getValue('alias') ?? '');
    secret =
      connection?.getCredentialAttribute('password') || connection?.getCredentialAttribute('api_key') || '';
  } catch (error) {
    gs.error(`Change Gate could not read the alias of credential ${name}: ${error}`);
  }
  return secret === ''
    ? refused(`The alias of credential ${name} has no active connection with a password or an API key.`)
    : kept(secret);
}

/** Seconds; a token that proves who the app is lives ten minutes at most. */
const PROOF = { early: 60, lifetime: 9 * 60 };

/** An installation token of an app, made for this delivery alone: signed by ServiceNow, revoked afterwards. */
function minted(row: GlideRecord, http: ApprovalHttp, baseUrl: string): Token | ApprovalAnswer {
  const name = row.getValue('name');
  const now = Math.floor(GateTime.milliseconds() / 1000);
  const claims = { iat: now - PROOF.early, exp: now + PROOF.lifetime, iss: row.getValue('app_id') };
  let proof = '';
  try {
    const header = JSON.stringify({ alg: 'RS256', typ: 'JWT' });
    const provider = row.getValue('jwt_provider') ?? '';
    proof = new sn_auth.GlideJWTAPI().generateJWT(provider, header, JSON.stringify(claims)) ?? '';
  } catch (error) {
    gs.error(`Change Gate could not sign for credential ${name}: ${error}`);
  }
  if (proof === '') return refused(`The JWT provider of credential ${name} did not sign.`);

  const installation = encodeURIComponent(row.getValue('installation_id') ?? '');
  const response = http.send({
    method: 'POST',
    url: `${baseUrl}/app/installations/${installation}/access_tokens`,
    headers: headers(proof),
    body: '{}',
  });
  const token = response.status === 201 ? tokenIn(response.body) : '';
  if (token === '') return notMinted(String(name), response);
  return {
    token,
    release: () => {
      http.send({ method: 'DELETE', url: `${baseUrl}/installation/token`, headers: headers(token) });
    },
  };
}

function notMinted(name: string, { status, body }: ApprovalHttpResponse): ApprovalAnswer {
  const detail = `No installation token for credential ${name}: the server answered ${status || body}.`;
  const again = status === 0 || status === 429 || status >= 500;
  return { outcome: again ? 'unavailable' : 'refused', detail };
}

function headers(bearer: string): Readonly<Record<string, string>> {
  return {
    authorization: `Bearer ${bearer}`,
    accept: 'application/json',
    'content-type': 'application/json',
  };
}

function tokenIn(body: string): string {
  try {
    const { token } = JSON.parse(body);
    return typeof token === 'string' ? token : '';
  } catch (_error) {
    return '';
  }
}

function kept(token: string): Token {
  return { token, release: () => {} };
}

function refused(detail: string): ApprovalAnswer {
  return { outcome: 'refused', detail };
}
