// What x509's dependency injection needs, before anything of it is loaded.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** PEM texts. */
export interface CertifiedKey {
  readonly cert: string;
  readonly key: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 24 * 60 * 60 * 1000;

/** A private certificate authority, which lives and dies with the instance. */
export class CertificateAuthority {
  /** Its certificate in PEM: what a client must trust. */
  readonly pem: string;
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #certificate: x509.X509Certificate;

  private constructor(keys: webcrypto.CryptoKeyPair, certificate: x509.X509Certificate) {
    this.#keys = keys;
    this.#certificate = certificate;
    this.pem = certificate.toString('pem');
  }

  static async create(): Promise<CertificateAuthority> {
    x509.cryptoProvider.set(webcrypto);
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      ...validity(),
      name: 'CN=Change Gate Sandbox CA',
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, 1, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new CertificateAuthority(keys, certificate);
  }

  /** A certificate for the server on 127.0.0.1 and localhost. */
  server(): Promise<CertifiedKey> {
    const names = new x509.SubjectAlternativeNameExtension([
      { type: 'ip', value: '127.0.0.1' },
      { type: 'dns', value: 'localhost' },
    ]);
    return this.#issue('127.0.0.1', x509.ExtendedKeyUsage.serverAuth, [names]);
  }

  client(commonName: string): Promise<CertifiedKey> {
    return this.#issue(commonName, x509.ExtendedKeyUsage.clientAuth, []);
  }

  async #issue(
    commonName: string,
    usage: x509.ExtendedKeyUsage,
    extensions: x509.Extension[],
  ): Promise<CertifiedKey> {
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity(),
      subject: [{ CN: [commonName] }],
      issuer: this.#certificate.subject,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [new x509.ExtendedKeyUsageExtension([usage]), ...extensions],
    });
    const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
  }
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** By real time: TLS knows nothing of the sandbox's clock. */
function validity() {
  const now = Date.now();
  return {
    serialNumber: randomBytes(8).toString('hex'),
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + 365 * DAY),
  };
}
