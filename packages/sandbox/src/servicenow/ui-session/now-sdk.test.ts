import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { restClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';
import { USERS } from '../seed.ts';

const NOW_SDK = fileURLToPath(new URL('../../../node_modules/@servicenow/sdk/bin/index.js', import.meta.url));

let instance: ServiceNowInstance;
let home: string;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  instance.database.insert('change_request', { short_description: 'Globex' }, 'admin');
  home = await mkdtemp(join(tmpdir(), 'now-sdk-'));
});
afterAll(async () => {
  await instance.close();
  await rm(home, { recursive: true });
});

/** Runs ServiceNow's own `now-sdk query`, which knows nothing of the sandbox. @returns its JSON */
function query(args: readonly string[], password: string = USERS.admin.password): Promise<unknown> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    SN_SDK_NODE_ENV: 'SN_SDK_CI_INSTALL',
    SN_SDK_INSTANCE_URL: instance.url,
    SN_SDK_USER: USERS.admin.userName,
    SN_SDK_USER_PWD: password,
  };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [NOW_SDK, 'query', ...args, '-o', 'json'],
      { cwd: home, env },
      (error, stdout, stderr) => {
        try {
          resolve(JSON.parse(stdout));
        } catch {
          reject(new Error(`now-sdk wrote no JSON: ${stdout}${stderr}`, { cause: error }));
        }
      },
    );
  });
}

describe('now-sdk query', () => {
  // The recipes of its manual.
  it('lists the columns of a table, by pages', async () => {
    const fields = 'element,column_label,internal_type,reference,mandatory';
    const filter = 'name=change_request^elementINchg_model,risk^ORDERBYelement';
    const answer = await query(['sys_dictionary', '-q', filter, '-f', fields, '--limit', '1']);
    expect(answer).toMatchObject({ ok: true, hasMore: true, nextOffset: 1 });
    expect((answer as { records: unknown[] }).records).toContainEqual({
      element: 'chg_model',
      column_label: 'Model',
      internal_type: 'reference',
      reference: 'chg_model',
      mandatory: 'false',
    });
  });

  it('tells what a table extends', async () => {
    const fields = ['-f', 'name,super_class,label', '--display-value', 'all'];
    expect(await query(['sys_db_object', '-q', 'name=change_request', ...fields])).toMatchObject({
      records: [{ label: { value: 'Change Request' }, super_class: { display_value: 'Task' } }],
    });
  });

  it('says why it cannot log in', async () => {
    expect(await query(['sys_choice', '-q', 'x=y'], 'wrong')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('User name or password invalid') },
    });
  });
});

describe('a session', () => {
  const login = async (password: string): Promise<Response> =>
    fetch(`${instance.url}/angular.do?sysparm_type=view_form.login`, {
      method: 'POST',
      body: new URLSearchParams({ user_name: USERS.admin.userName, user_password: password }),
    });

  it('reads with its cookie, and writes with its token as well', async () => {
    const Cookie = (await login(USERS.admin.password)).headers.get('set-cookie')?.split(';')[0] ?? '';
    const call = restClient(instance.url, { Cookie });
    expect((await call('GET', '/api/now/table/sys_user?user_name=admin')).status).toBe(200);
    expect((await call('POST', '/api/now/table/change_request', {})).status).toBe(401);
    const asked = await call('POST', '/angular.do?sysparm_type=get_user');
    const token = asked.headers.get('x-usertoken-response') ?? '';
    const written = await call('POST', '/api/now/table/change_request', {}, { 'X-UserToken': token });
    expect(written.status).toBe(201);
  });

  it('does not begin with a wrong password', async () => {
    const response = await login('wrong');
    expect(response.headers.has('set-cookie')).toBe(false);
    const call = restClient(instance.url, { Cookie: `JSESSIONID=${'0'.repeat(32)}` });
    expect((await call('GET', '/api/now/table/sys_user')).status).toBe(401);
  });
});
