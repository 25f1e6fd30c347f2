import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import { basic, clientOf, type RestClient } from '../../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../../instance.ts';

const API = '/api/now/attachment';

let instance: ServiceNowInstance;
let call: RestClient;
let change: string;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url);
  change = instance.database.insert('change_request', {}, USERS.integration.userName).sys_id ?? '';
});
afterEach(() => instance.close());

const headers = { Authorization: basic(USERS.integration), Accept: 'application/json' };

function target(fileName: string): string {
  return `${API}/file?table_name=change_request&table_sys_id=${change}&file_name=${fileName}`;
}

function upload(
  path: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  type = 'application/octet-stream',
): Promise<Response> {
  const options = { method: 'POST', headers: { ...headers, 'Content-Type': type }, body };
  return fetch(instance.url + path, { ...options, duplex: 'half' });
}

it('keeps the bytes as they came, whatever they are', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, at) => at % 256);
  const response = await upload(target('all.bin'), bytes);
  expect(response.status).toBe(201);
  const { result } = (await response.json()) as { result: Record<string, string> };
  expect(response.headers.get('location')).toBe(`${instance.url}${API}/${result.sys_id}`);
  expect(result).toMatchObject({
    file_name: 'all.bin',
    size_bytes: '1000',
    content_type: 'application/octet-stream',
    table_name: 'change_request',
    table_sys_id: change,
    hash: createHash('sha256').update(bytes).digest('hex'),
    download_link: `${instance.url}${API}/${result.sys_id}/file`,
  });
  const file = await fetch(result.download_link ?? '', { headers });
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect(JSON.parse(file.headers.get('x-attachment-metadata') ?? '')).toMatchObject({ file_name: 'all.bin' });
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
});

it('keeps text, and files without anything in them', async () => {
  const text = await upload(target('log.txt'), 'größer\n', 'text/plain');
  expect((await text.json()) as object).toMatchObject({
    result: { size_bytes: '9', content_type: 'text/plain' },
  });
  const empty = await upload(target('empty'), new Uint8Array(0));
  expect((await empty.json()) as object).toMatchObject({ result: { size_bytes: '0' } });
});

it('takes 200 MB in pieces, without holding them', async () => {
  const piece = new Uint8Array(64 * 1024).fill(7);
  const count = 3200;
  const before = process.memoryUsage().rss;
  let most = 0;
  const pieces = (async function* () {
    for (let sent = 0; sent < count; sent += 1) {
      most = Math.max(most, process.memoryUsage().rss - before);
      yield piece;
    }
  })();
  const response = await upload(target('big.bin'), ReadableStream.from(pieces));
  expect((await response.json()) as object).toMatchObject({
    result: { size_bytes: String(count * piece.length) },
  });
  expect(most).toBeLessThan(100 * 1024 * 1024);
  expect(instance.requests.at(-1)?.body).toBe('');
});

it('lists, reads and deletes', async () => {
  for (const name of ['a.txt', 'b.txt']) await upload(target(name), name, 'text/plain');
  const path = `${API}?table_name=change_request&table_sys_id=${change}`;
  const listed = await call('GET', path);
  expect(listed.headers.get('x-total-count')).toBe('2');
  expect(listed.json.result.map((one: { file_name: string }) => one.file_name)).toEqual(['a.txt', 'b.txt']);
  expect((await call('GET', `${API}?sysparm_query=file_name=b.txt`)).json.result).toHaveLength(1);
  const own = `${API}/${listed.json.result[0].sys_id}`;
  expect((await call('GET', own)).json.result.file_name).toBe('a.txt');
  expect((await call('DELETE', own)).status).toBe(204);
  for (const gone of [own, `${own}/file`]) expect((await call('GET', gone)).status).toBe(404);
});

it.each(['encryption_context', 'creation_time'])('answers 501 to an upload with %s', async (parameter) => {
  const response = await upload(`${target('a.txt')}&${parameter}=x`, 'a', 'text/plain');
  expect(response.status).toBe(501);
  expect(await response.text()).toContain(parameter);
});

it('takes multipart forms', async () => {
  const form = new FormData();
  form.set('table_name', 'change_request');
  form.set('table_sys_id', change);
  form.set('uploadFile', new File(['hello'], 'hello.txt', { type: 'text/plain' }));
  const response = await fetch(`${instance.url}${API}/upload`, { method: 'POST', headers, body: form });
  expect(response.status).toBe(201);
  expect((await response.json()) as object).toMatchObject({
    result: { file_name: 'hello.txt', size_bytes: '5' },
  });
});

describe('refuses', () => {
  it('files of records that are not there, or that the caller may not reach', async () => {
    const absent = target('x').replace(change, '0'.repeat(32));
    expect((await upload(absent, 'x')).status).toBe(404);
    expect((await upload(target('x').replace('change_request', 'nope'), 'x')).status).toBe(400);
    await upload(target('a.txt'), 'a', 'text/plain');
    const employee = clientOf(instance.url, 'employee');
    const path = `${API}?table_sys_id=${change}`;
    expect((await employee('GET', path)).json.result).toEqual([]);
    const [{ sys_id: sysId }] = (await call('GET', path)).json.result;
    expect((await employee('GET', `${API}/${sysId}/file`)).status).toBe(404);
  });

  it('files without a type or a name', async () => {
    const untyped = await fetch(instance.url + target('x'), {
      method: 'POST',
      headers,
      body: new Uint8Array(3),
    });
    expect(untyped.status).toBe(400);
    expect((await upload(target(''), 'x')).status).toBe(400);
  });

  it('files whose ending the instance does not allow', async () => {
    instance.setProperty('glide.attachment.extensions', 'txt, PDF');
    expect((await upload(target('a.sarif'), 'x')).status).toBe(403);
    expect((await upload(target('a'), 'x')).status).toBe(403);
    expect((await call('GET', API)).json.result).toEqual([]);
    expect((await upload(target('a.sarif.TXT'), 'x')).status).toBe(201);
    expect((await upload(target('a.pdf'), 'x')).status).toBe(201);
  });

  it('files larger than the instance allows', async () => {
    instance.setProperty('com.glide.attachment.max_size', '1');
    expect((await upload(target('big'), new Uint8Array(1024 * 1024 + 1))).status).toBe(413);
    expect((await call('GET', API)).json.result).toEqual([]);
  });
});

describe('an upload that breaks off', () => {
  it.each([
    ['while it is streamed', { 'Transfer-Encoding': 'chunked' }, () => target('a.txt')],
    ['that the journal would have kept', { 'Content-Length': '1000' }, () => target('a.txt')],
    ['in the middle of a form', { 'Content-Length': '1000' }, () => `${API}/upload`],
  ])('%s is a request that could not be read, and leaves nothing', async (_which, framing, path) => {
    const answered = Promise.withResolvers<string>();
    await instance.close();
    instance = await ServiceNowInstance.start({
      clock: new SandboxClock(),
      onRequest: (entry) => answered.resolve(String(entry)),
    });
    change = instance.database.insert('change_request', {}, USERS.integration.userName).sys_id ?? '';
    const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const outgoing = request(instance.url + path(), {
      method: 'POST',
      headers: { ...headers, ...type, ...framing },
    });
    outgoing.on('error', () => {});
    outgoing.write('the first of it', () => outgoing.destroy());
    expect(await answered.promise).toMatch(/^POST .* -> 400$/);
    const list = await fetch(instance.url + API, { headers });
    expect(await list.json()).toEqual({ result: [] });
  });
});
