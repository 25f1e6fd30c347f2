import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AcmeInstance } from '../fixtures/acme-instance.ts';

let server: Server;
let url: string;
const served: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    served.push(request.url ?? '');
    if (request.url !== '/silent') response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

let acme: AcmeInstance;
beforeEach(() => {
  served.length = 0;
  acme = new AcmeInstance();
});
afterEach(() => acme.close());

const insert = (table: string, values: Readonly<Record<string, string>>): string =>
  acme.database.insert(table, values, 'admin').sys_id ?? '';

const call = (path: string, seconds: number) => `var message = new sn_ws.RESTMessageV2();
message.setMIDServer('mid');
message.setEndpoint('${url}${path}');
var response = message.executeAsync();
try { response.waitForResponse(${seconds}); } catch (e) { return e.message; }
return response.getBody() || response.getErrorMessage();`;

const LATE = 'No response for ECC message request after waiting for 0.05 seconds in ECC Queue';

describe('a MID Server', () => {
  it('that is up sends', async () => {
    insert('ecc_agent', { name: 'mid', status: 'Up' });
    expect(await acme.evaluate(call('/now', 60))).toBe('here');
  });

  it('that is not there sends nothing', async () => {
    expect(await acme.evaluate(call('/now', 60))).toBe('There is no MID Server mid');
  });

  it('that is down sends once it is up, when the script has long stopped waiting and its node has died', async () => {
    const agent = insert('ecc_agent', { name: 'mid', status: 'Down' });
    expect(await acme.evaluate(call('/later', 0.05))).toBe(LATE);
    await Promise.all(acme.cluster.nodes.map((node) => acme.cluster.kill(node)));
    expect(served).toEqual([]);
    acme.database.update('ecc_agent', agent, { status: 'Up' }, 'admin');
    await expect.poll(() => served).toEqual(['/later']);
  });
});
