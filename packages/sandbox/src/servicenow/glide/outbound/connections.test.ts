import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AcmeInstance } from '../fixtures/acme-instance.ts';

let acme: AcmeInstance;
beforeEach(() => {
  acme = new AcmeInstance();
});
afterEach(() => acme.close());

const insert = (table: string, values: Readonly<Record<string, string>>): string =>
  acme.database.insert(table, values, 'admin').sys_id ?? '';

describe('sn_cc.ConnectionInfoProvider', () => {
  it("gives the active connection's attributes, and its credential in clear", async () => {
    const alias = insert('sys_alias', { name: 'ci' });
    const credential = insert('discovery_credentials', {
      user_name: 'bot',
      password: acme.database.encrypt('secret'),
    });
    const connection_url = 'https://ci.example.com';
    insert('sys_connection', { connection_alias: alias, credential, connection_url });
    const script = `var info = new sn_cc.ConnectionInfoProvider().getConnectionInfo('${alias}');
      return [info.getAttribute('connection_url'), info.getCredentialAttribute('user_name'),
        info.getCredentialAttribute('password'), info.getCredentialAttribute('api_key')];`;
    expect(await acme.evaluate(script)).toEqual([connection_url, 'bot', 'secret', null]);
  });

  it('gives null for an alias without an active connection', async () => {
    const alias = insert('sys_alias', { name: 'ci' });
    insert('sys_connection', { connection_alias: alias, active: 'false' });
    expect(
      await acme.evaluate(`return new sn_cc.ConnectionInfoProvider().getConnectionInfo('${alias}');`),
    ).toBeNull();
  });
});

describe('sn_auth.GlideJWTAPI', () => {
  it("signs with the provider's key", async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const provider = insert('jwt_provider', { private_key: acme.database.encrypt(privateKey) });
    const script = `return new sn_auth.GlideJWTAPI().generateJWT('${provider}', '{"alg":"RS256"}', '{"iss":"1"}');`;
    const [header = '', payload = '', signature = ''] = String(await acme.evaluate(script)).split('.');
    expect(Buffer.from(payload, 'base64url').toString()).toBe('{"iss":"1"}');
    const signed = createVerify('RSA-SHA256').update(`${header}.${payload}`);
    expect(signed.verify(publicKey, signature, 'base64url')).toBe(true);
  });

  it('throws without a provider', async () => {
    const script = "return new sn_auth.GlideJWTAPI().generateJWT('none', '{}', '{}');";
    await expect(acme.evaluate(script)).rejects.toThrow('There is no JWT provider none');
  });
});
