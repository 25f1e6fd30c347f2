import { Agent, request } from 'node:https';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { SandboxClock } from '../clock.ts';
import { USERS } from './base-system/seed/seed.ts';
import { ServiceNowInstance } from './instance.ts';

/** What of `servicenow-rest-api`, which has no types, is used here. It knows nothing of the sandbox. */
interface Client {
  setNetworkOptions(options: object): void;
  getTableData(fields: string[], filters: string[], table: string, done: Done): void;
  createNewTask(values: object, table: string, done: Done): void;
  UpdateTask(table: string, number: string, values: object, done: Done): void;
  DeleteTask(table: string, number: string, done: Done): void;
  getAllAttachmentsMetaData(sysId: string, done: Done): void;
  getAttachment(sysId: string, done: Done): void;
  getChangeTasks(table: string, change: string, done: Done): void;
  getSysId(table: string, number: string, done: Done): void;
}
// biome-ignore lint/suspicious/noExplicitAny: the client hands out whatever it got
type Done = (result: any) => void;

const ServiceNow = createRequire(import.meta.url)('servicenow-rest-api') as new (
  instance: string,
  userName: string,
  password: string,
) => Client;

const TABLE = 'change_request';

let instance: ServiceNowInstance;
let client: Client;

// One instance for all: the client takes network options once in a process.
beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock(), tls: true });
  const { userName, password } = USERS.changeManager;
  client = new ServiceNow(new URL(instance.url).host, userName, password);
  client.setNetworkOptions({
    httpsAgent: new Agent({ ca: instance.credentials.authorityPem }),
    proxy: false,
  });
});
afterAll(() => instance.close());

// It prints the URLs that it asks for.
beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});

// biome-ignore lint/suspicious/noExplicitAny: as above
function answer(ask: (done: Done) => void): Promise<any> {
  return new Promise(ask);
}

it('serves a client that follows the documentation: creates, finds, updates and deletes a change', async () => {
  const created = await answer((done) =>
    client.createNewTask(
      { short_description: 'Globex', assignment_group: 'DevOps', type: 'Emergency' },
      TABLE,
      done,
    ),
  );
  expect(created).toMatchObject({
    number: 'CHG0030001',
    type: 'Emergency',
    state: 'New',
    assignment_group: { display_value: 'DevOps' },
  });

  const found = await answer((done) =>
    client.getTableData(['number', 'state', 'opened_by.name'], ['type=emergency', 'state=-5'], TABLE, done),
  );
  expect(found).toEqual([{ number: 'CHG0030001', state: 'New', 'opened_by.name': USERS.changeManager.name }]);

  const updated = await answer((done) =>
    client.UpdateTask(TABLE, 'CHG0030001', { state: 'Authorize' }, done),
  );
  expect(updated).toMatchObject({ state: 'Authorize', approval: 'Requested' });

  const sysId = await answer((done) => client.getSysId(TABLE, 'CHG0030001', done));
  expect(instance.database.get(TABLE, sysId)).toMatchObject({ state: '-3' });

  const deleted = await answer((done) => client.DeleteTask(TABLE, 'CHG0030001', done));
  expect(deleted.status).toBe(204);
  expect(instance.changes()).toEqual([]);
});

it('serves its attachments and tasks', async () => {
  const { database, url } = instance;
  const { sys_id: change = '', number = '' } = database.insert(TABLE, {}, 'admin');
  database.insert('change_task', { change_request: change }, 'admin');
  const key = instance.credentials.issueApiKey(USERS.admin.userName);
  const upload = new URL('/api/now/attachment/file', url);
  upload.search = String(
    new URLSearchParams({ table_name: TABLE, table_sys_id: change, file_name: 'a.txt' }),
  );
  await new Promise((resolve, reject) => {
    const headers = { 'x-sn-apikey': key, 'content-type': 'text/plain' };
    const options = { method: 'POST', headers, ca: instance.credentials.authorityPem, agent: false };
    request(upload, options, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end('hello');
  });

  const [file] = await answer((done) => client.getAllAttachmentsMetaData(change, done));
  expect(file).toMatchObject({ file_name: 'a.txt', size_bytes: '5' });
  expect((await answer((done) => client.getAttachment(file.sys_id, done))).data).toBe('hello');
  expect(await answer((done) => client.getChangeTasks('change_task', number, done))).toMatchObject([
    { number: 'CTASK0030001' },
  ]);
});
