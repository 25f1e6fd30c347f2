import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { Database } from '../../database/database.ts';
import { type AuthScheme, mayLogIn, principalOf, userNamed } from '../auth.ts';
import type { CertificateAuthority, CertifiedKey } from './certificate-authority.ts';

/** Mutual TLS: a client certificate that is mapped to a user. One that is not is as if none had come. */
export function certificateAuth(database: Database): AuthScheme {
  return ({ certificate }) => {
    if (certificate === undefined) return undefined;
    const mapping = database.find('sys_user_certificate', 'fingerprint', certificate);
    const user = mapping === undefined ? null : database.get('sys_user', mapping.user ?? '');
    return user !== null && mayLogIn(user) ? principalOf(database, user) : undefined;
  };
}

/** Issues a client certificate, and maps it to a user. @throws Error when there is no such user */
export async function issueClientCertificate(
  database: Database,
  authority: CertificateAuthority,
  userName: string,
): Promise<CertifiedKey> {
  const user = userNamed(database, userName);
  if (user === undefined) throw new Error(`There is no user ${userName}`);
  const issued = await authority.client(userName);
  const { fingerprint256: fingerprint } = new X509Certificate(issued.cert);
  database.insert('sys_user_certificate', { user: user.sys_id ?? '', fingerprint }, 'admin');
  return issued;
}

/** @returns the fingerprint of the certificate that the client showed, if the instance's authority signed it */
export function peerFingerprint(socket: object): string | undefined {
  if (!('authorized' in socket) || socket.authorized !== true) return undefined;
  return (socket as TLSSocket).getPeerX509Certificate()?.fingerprint256;
}
