/** A password that comes back, and would be cut in two: no part of it is said. */
import { USERS } from '@change-gate/sandbox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start();
});
afterEach(() => instance.serviceNow.faults.clear());
afterAll(() => instance.close());

const { userName, password } = USERS.integration;
const basic = Buffer.from(`${userName}:${password}`).toString('base64');

/** A title is cut after 80 characters. */
it.each([
  ['the password', password],
  ['the credentials as they are sent', basic],
])("a page whose title holds %s, beyond the title's limit", async (_what, secret) => {
  const title = `${'x'.repeat(75)}${secret}`;
  instance.serviceNow.faults.inject({
    effect: { kind: 'html', status: 403, html: `<html><title>${title}</title></html>` },
    times: Number.POSITIVE_INFINITY,
  });
  const { log } = await instance.run('status', {}, instance.newBuild());
  expect(log).toContain('xx***');
  expect(log).not.toContain(`x${secret.slice(0, 3)}`);
});
