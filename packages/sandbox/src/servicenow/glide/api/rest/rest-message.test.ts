import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AcmeInstance } from '../../fixtures/acme-instance.ts';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('sn_ws.RESTMessageV2', () => {
  let acme: AcmeInstance;
  let server: Server;
  let url: string;
  const served: string[] = [];
  beforeAll(async () => {
    acme = new AcmeInstance();
    server = createServer(async (request, response) => {
      served.push(request.url ?? '');
      if (request.url === '/silent') return;
      if (request.url === '/reset') {
        request.socket.destroy();
        return;
      }
      const { method, url: path, headers } = request;
      response.setHeader('X-Answer', 'yes');
      if (request.url === '/away') response.writeHead(302, { location: '/there' });
      if (request.url === '/round') response.writeHead(307, { location: '/round' });
      response.end(JSON.stringify({ method, path, headers, body: await bodyOf(request) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await acme.close();
  });

  const send = (
    setUp: string,
    path = '/x',
    result = '[response.getStatusCode(), JSON.parse(response.getBody())]',
  ) =>
    acme.evaluate(`var message = new sn_ws.RESTMessageV2();
message.setEndpoint('${url}${path}');
${setUp}
var response = message.execute();
return ${result};`);

  it('sends what the script asked for', async () => {
    const [status, got] = (await send(`message.setHttpMethod('post');
message.setRequestHeader('X-Mine', 'a');
message.setQueryParameter('q', 'a b&c');
message.setBasicAuth('me', 'pw');
message.disableForcedVariableSubstitution();
message.setRequestBody('{"a":"\${b}"}');`)) as [number, Record<string, unknown>];
    expect(status).toBe(200);
    expect(got).toMatchObject({
      method: 'POST',
      path: '/x?q=a%20b%26c',
      headers: { 'x-mine': 'a', authorization: 'Basic bWU6cHc=', 'user-agent': 'ServiceNow/1.0' },
      body: '{"a":"${b}"}',
    });
  });

  it('reads headers whatever their case', async () => {
    expect(
      await send('', '/x', '[response.getHeader("x-ANSWER"), response.haveError(), response.getErrorCode()]'),
    ).toEqual(['yes', false, 0]);
  });

  it('answers with error code 1 when the socket falls silent', async () => {
    const result = '[response.getStatusCode(), response.haveError(), response.getErrorCode()]';
    expect(await send('message.setHttpTimeout(50);', '/silent', result)).toEqual([0, true, 1]);
  });

  it('throws when the connection breaks', async () => {
    await expect(send('', '/reset')).rejects.toThrow('socket hang up');
  });

  it('follows redirects with all headers, unless the script rules them out', async () => {
    expect(await send('message.setAllowedRedirectURIs([]);', '/away', 'response.getStatusCode()')).toBe(302);
    const headers = `message.setHttpMethod('post'); message.setRequestHeader('X-Token', 'secret');`;
    expect(await send(headers, '/away')).toMatchObject([
      200,
      { method: 'GET', path: '/there', headers: { 'x-token': 'secret' } },
    ]);
  });

  it('follows no redirect for ever', async () => {
    expect(await send('', '/round', 'response.getStatusCode()')).toBe(307);
  });

  it('follows redirects to the allowed URIs only', async () => {
    const allow = (path: string) => `message.setAllowedRedirectURIs(['${url}${path}']);`;
    expect(await send(allow('/there'), '/away', 'response.getStatusCode()')).toBe(200);
    expect(await send(allow('/away'), '/away', 'response.getStatusCode()')).toBe(302);
  });

  it('waits for an asynchronous answer as long as the script and the instance say, and the request is sent all the same', async () => {
    const script = (path: string, seconds: number) => `var message = new sn_ws.RESTMessageV2();
message.setEndpoint('${url}${path}');
var response = message.executeAsync();
var early = response.getErrorCode();
try { response.waitForResponse(${seconds}); } catch (e) { return [early, e.message]; }
return [early, response.getStatusCode(), response.getErrorCode()];`;
    expect(await acme.evaluate(script('/x', 60))).toEqual([1, 200, 0]);
    served.length = 0;
    const late = (seconds: number) =>
      `No response for ECC message request after waiting for ${seconds} seconds in ECC Queue`;
    expect(await acme.evaluate(script('/silent', 0.05))).toEqual([1, late(0.05)]);
    acme.database.insert(
      'sys_properties',
      { name: 'glide.http.outbound.max_timeout', value: '0.1' },
      'admin',
    );
    expect(await acme.evaluate(script('/silent', 60))).toEqual([1, late(0.1)]);
    await expect.poll(() => served).toEqual(['/silent', '/silent']);
  });

  it('calls loopback hosts only', async () => {
    const script =
      'var m = new sn_ws.RESTMessageV2(); m.setEndpoint("https://ci.example.com/x"); m.execute();';
    await expect(acme.evaluate(script)).rejects.toThrow(
      'The sandbox calls loopback hosts only, not ci.example.com',
    );
  });
});
