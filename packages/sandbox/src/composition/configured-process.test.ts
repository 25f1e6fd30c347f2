/** What a configuration changes about the servers, in the binary: the example in docs/sandbox.md. */
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { USERS } from '../servicenow/index.ts';
import { basic, exampleWith, SandboxProcess, send } from './fixtures/sandbox-process.ts';

let sandbox: SandboxProcess;
let urls: Readonly<Record<string, string>>;

beforeAll(async () => {
  ({ process: sandbox, urls } = await SandboxProcess.start(exampleWith('statusDelayMs'), {
    'globex.yml': "version: '1.0'\nsteps: {gate: {type: pending-approval}}\n",
  }));
});
afterAll(() => sandbox.close());

/** Over HTTPS, trusting whoever is given. */
// biome-ignore lint/suspicious/noExplicitAny: tests state what they expect of an answer
async function read(path: string, ca?: string): Promise<any> {
  const headers = { Authorization: basic(USERS.admin) };
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    request(urls.serviceNow + path, { ...(ca && { ca }), headers }, resolve)
      .on('error', reject)
      .end();
  });
  return json(response);
}

it('speaks HTTPS, with a certificate of the authority that it has written down', async () => {
  const path = '/api/now/table/change_request?sysparm_limit=1';
  expect(urls.serviceNow).toMatch(/^https:/);
  await expect(read(path)).rejects.toThrow(/certificate/);
  expect(await read(path, sandbox.read('sandbox-ca.pem'))).toMatchObject({ result: [{ active: 'true' }] });
});

it('has the columns that were added, with their types, defaults and references', async () => {
  const query =
    'sysparm_query=u_ticket=gx-1^u_cost<1&sysparm_display_value=all&sysparm_fields=u_cost,u_owner';
  const { result } = await read(`/api/now/table/change_request?${query}`, sandbox.read('sandbox-ca.pem'));
  expect(result).toMatchObject([
    { u_cost: { value: '0' }, u_owner: { display_value: 'System Administrator' } },
  ]);
});

it('lets the status of a build follow a decision as late as it says', async () => {
  const key = '5f0c8a1b.c0ffee';
  await send('POST', `${urls.board}/api/actions`, '', { action: 'start', pipeline: 'codefresh-0' });
  const builds = async () => (await send('GET', `${urls.codefresh}/api/workflow`, key)).json.workflows.docs;
  await expect.poll(builds).toMatchObject([{ status: 'pending-approval' }]);
  const [{ id }] = await builds();
  const approved = await send('GET', `${urls.codefresh}/api/workflow/${id}/pending-approval/approve`, key);
  expect(approved.status).toBe(200);
  expect(await builds()).toMatchObject([{ status: 'pending-approval' }]);
  await send('POST', `${urls.board}/api/actions`, '', { action: 'advance', seconds: 60 });
  await expect.poll(builds).toMatchObject([{ status: 'success' }]);
});
