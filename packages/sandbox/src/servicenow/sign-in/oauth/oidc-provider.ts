import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isLoopback } from '../../../http/loopback.ts';
import { notImplemented } from '../../rest/rest-error.ts';

/** What is asked for of a provider's metadata (OpenID Connect Discovery, 4.2). */
interface Metadata {
  readonly issuer?: unknown;
  readonly jwks_uri?: unknown;
}

interface KeySet {
  readonly keys?: readonly (JsonWebKey & { readonly kid?: string })[];
}

/**
 * The key with which a provider signs its tokens.
 * @fact Keys of an OIDC provider | are those at the `jwks_uri` of its metadata, which are read for each token: a removed
 *   one is refused | documented | add-OIDC-entity; an instance keeps them for
 *   `oidc_config_cache_life_span`
 * @param metadataUrl of the provider, which must call itself `issuer`
 * @returns undefined where there is no such key, or the provider does not answer
 * @throws RestError 501 where it is on another machine
 */
export async function issuedKey(
  metadataUrl: string,
  issuer: string,
  keyId: string,
): Promise<KeyObject | undefined> {
  const metadata = await read<Metadata>(metadataUrl);
  if (metadata === undefined || metadata.issuer !== issuer) return undefined;
  const set = await read<KeySet>(String(metadata.jwks_uri ?? ''));
  const jwk = set?.keys?.find(({ kid }) => kid === keyId);
  try {
    return jwk && createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    // A kind of key that has no public half, or that nobody here knows.
    return undefined;
  }
}

async function read<T>(address: string): Promise<T | undefined> {
  const url = URL.parse(address);
  if (url === null) return undefined;
  if (!isLoopback(url)) throw notImplemented(`OIDC providers outside of this machine, such as ${url.host}`);
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
    return (await response.json()) as T;
  } catch {
    return undefined;
  }
}
