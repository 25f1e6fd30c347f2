import { type RequestOptions, request } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import { basic } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';
import { CertificateAuthority } from './certificate-authority.ts';

const { userName } = USERS.integration;
const PATH = `/api/now/table/sys_user?user_name=${userName}&sysparm_fields=user_name`;

let instance: ServiceNowInstance;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock(), tls: true });
});
afterEach(() => instance.close());

/** @returns the status */
function get(options: RequestOptions): Promise<number | undefined> {
  const defaults = { ca: instance.credentials.authorityPem, agent: false };
  return new Promise((resolve, reject) => {
    const sent = request(instance.url + PATH, { ...defaults, ...options }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('an instance that speaks HTTPS', () => {
  it('is trusted by those who trust its authority, and by nobody else', async () => {
    expect(instance.url).toMatch(/^https:\/\/127\.0\.0\.1:/);
    const headers = { authorization: basic(USERS.integration) };
    expect(await get({ headers })).toBe(200);
    await expect(get({ headers, ca: [] })).rejects.toMatchObject({
      code: expect.stringMatching(/VERIFY|SELF_SIGNED/),
    });
  });

  it('lets in whom a client certificate is mapped to', async () => {
    expect(await get({})).toBe(401);
    expect(await get({ ...(await instance.credentials.issueClientCertificate(userName)) })).toBe(200);
  });

  it('does not take a certificate of another authority, or of a user who may not log in', async () => {
    const mine = await instance.credentials.issueClientCertificate(userName);
    const foreign = await (await CertificateAuthority.create()).client(userName);
    expect(await get({ ...foreign })).toBe(401);
    const { sys_id = '' } = instance.database.find('sys_user', 'user_name', userName) ?? {};
    instance.database.update('sys_user', sys_id, { active: 'false' }, 'admin');
    expect(await get({ ...mine })).toBe(401);
  });
});

it('has no certificates when it speaks plain HTTP', async () => {
  const plain = await ServiceNowInstance.start({ clock: new SandboxClock() });
  try {
    expect(() => plain.credentials.authorityPem).toThrow('start it with `tls: true`');
  } finally {
    await plain.close();
  }
});
